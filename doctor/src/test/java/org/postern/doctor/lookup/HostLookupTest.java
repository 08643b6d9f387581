// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

@Timeout(60)
class HostLookupTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** A name has no blanks. */
    private static final String UNKNOWN = "no such host";

    @Test
    void aLiteral_isItself_howeverLittleTimeThereIs() throws Exception {
        assertEquals(
                List.of(InetAddress.getByName("203.0.113.7")),
                HostLookup.addresses("203.0.113.7", TimeLimit.of(Duration.ZERO)));
        assertEquals(
                List.of(InetAddress.getByName("2001:db8::5")),
                HostLookup.addresses("2001:db8::5", TimeLimit.of(Duration.ZERO)));
    }

    @Test
    void aName_isLookedUp() throws Exception {
        List<InetAddress> found = HostLookup.addresses("localhost", TimeLimit.of(LONG));

        assertFalse(found.isEmpty());
        assertTrue(found.stream().allMatch(InetAddress::isLoopbackAddress), found::toString);
    }

    /** More often than look-ups may run at once, and without waiting for them. */
    @Test
    void aNameThatIsNotKnown_hasNoAddress_againAndAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of(), HostLookup.addresses(UNKNOWN, TimeLimit.of(Duration.ZERO)));
        }
        assertEquals(List.of(), HostLookup.addresses(UNKNOWN, TimeLimit.of(LONG)));
    }

    @Test
    void anInterruptedThread_waitsForNothing() {
        Thread.currentThread().interrupt();

        assertThrows(
                InterruptedException.class,
                () -> HostLookup.addresses("localhost", TimeLimit.of(LONG)));
    }
}
