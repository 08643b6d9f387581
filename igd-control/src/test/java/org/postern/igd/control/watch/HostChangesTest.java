// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What a watch does when this host gets other addresses, or was asleep. */
class HostChangesTest extends OneRouterWatch {
    @Test
    void anotherAddressOfThisHost_looksAndSearchesAtOnce() {
        network.ownAddress("192.168.1.99");
        router.seenFrom("192.168.1.99");
        network.passSeconds(8);

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL),
                network.calls.take());
        assertEquals(2, network.searches());
    }

    @Test
    void theNetworkGoesDownAndUp_theGatewayIsBackAtOnce() {
        network.goOffline();
        router.answersNothing();
        network.ownAddress("127.0.0.1");
        network.passSeconds(600);
        assertEquals("removed " + URL, network.calls.take().get(0));

        network.goOnline();
        network.ownAddress("192.168.1.5");
        network.passSeconds(6);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void theNetworkIsDownForAMoment_nothingIsTold() {
        network.ownAddress("127.0.0.1");
        network.passSeconds(6);
        network.ownAddress("192.168.1.5");
        network.passSeconds(60);

        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void anInterfaceThatFlaps_isNoTightLoop() {
        for (int i = 0; i < 600; i++) {
            network.ownAddress("192.168.1." + (5 + i % 2));
            network.passSeconds(1);
        }

        assertTrue(network.searches() <= 121, "searches: " + network.searches());
        assertTrue(network.reads() <= 250, "readings: " + network.reads());
    }

    @Test
    void asleep_looksAndSearchesWhenItWakes() {
        int reads = network.reads();
        network.sleep(Duration.ofHours(8));
        network.passSeconds(6);

        assertEquals(2, network.searches());
        assertEquals(reads + 1, network.reads());
    }

    @Test
    void aRestartWhileAsleep_isNoticed() {
        router.up(Duration.ofDays(9));
        network.pass(TestEnvironment.POLL);
        network.calls.take();
        network.sleep(Duration.ofHours(8));
        router.up(Duration.ofHours(5));
        network.pass(TestEnvironment.POLL.plusSeconds(10));

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }
}
