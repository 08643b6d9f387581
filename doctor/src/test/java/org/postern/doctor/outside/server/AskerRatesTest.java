// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class AskerRatesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AskerRates rates = new AskerRates(30, 3, now::get);

    @Test
    void aMinutesWorth_atOnce_andThenOneEveryTwoSeconds() throws UnknownHostException {
        InetAddress asker = InetAddress.getByName("203.0.113.7");
        for (int i = 0; i < 30; i++) {
            assertEquals(0, rates.use(asker));
        }
        assertEquals(2, rates.use(asker));
        pass(Duration.ofMillis(1_500));
        assertEquals(1, rates.use(asker));
        pass(Duration.ofMillis(500));
        assertEquals(0, rates.use(asker));
        assertEquals(2, rates.use(asker));
        pass(Duration.ofHours(1));
        for (int i = 0; i < 30; i++) {
            assertEquals(0, rates.use(asker));
        }
        assertEquals(2, rates.use(asker));
    }

    @Test
    void eachIsCountedByItself_andTheOldestIsForgotten() throws UnknownHostException {
        InetAddress first = InetAddress.getByName("203.0.113.1");
        useUp(first);
        assertEquals(2, rates.use(first));
        for (int host = 2; host <= 4; host++) {
            assertEquals(0, rates.use(InetAddress.getByName("203.0.113." + host)));
        }
        assertEquals(0, rates.use(first));
    }

    @Test
    void ofIpv6_aNetworkCounts() throws UnknownHostException {
        InetAddress one = AskerNetwork.of(InetAddress.getByName("2001:db8:0:1::1"));
        InetAddress neighbour = AskerNetwork.of(InetAddress.getByName("2001:db8:0:1:ffff::2"));
        InetAddress other = AskerNetwork.of(InetAddress.getByName("2001:db8:0:2::1"));

        assertEquals(one, neighbour);
        assertNotEquals(one, other);
        assertEquals(
                InetAddress.getByName("203.0.113.7"),
                AskerNetwork.of(InetAddress.getByName("203.0.113.7")));
    }

    private void useUp(InetAddress asker) {
        for (int i = 0; i < 30; i++) {
            rates.use(asker);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
