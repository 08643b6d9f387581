// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement.Kind;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A router that is read at its global address, and speaks from its link-local one (quirk S15). */
class OverIpv6Test {
    private static final String URL = "http://[2001:db8::1]:5000/desc.xml";
    private static final String LINK_LOCAL = "fe80::1";
    private static final String NEIGHBOUR = "fe80::66";

    private final TestEnvironment network = new TestEnvironment();
    private final WatchedRouter router =
            new WatchedRouter(URL).seenFrom("2001:db8::5").heardFrom(LINK_LOCAL);

    @BeforeEach
    void watch() {
        network.ownAddress("2001:db8::5");
        network.put(router);
        network.watching();
        network.passSeconds(5);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void anEvent_isTold() {
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), network.calls.take());
    }

    @Test
    void byebyeFromItsLinkLocalAddress_isHeard() {
        network.remove(router);
        hear(byebye().from(LINK_LOCAL));
        network.passSeconds(5);

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void byebyeFromItsGlobalAddress_isHeard() {
        network.remove(router);
        hear(byebye());
        network.passSeconds(5);

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void byebyeFromANeighbour_isNotHeard() {
        int before = network.reads();
        hear(byebye().from(NEIGHBOUR));
        network.passSeconds(10);

        assertEquals(before, network.reads());
    }

    @Test
    void anotherBootId_hasRestarted() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        hear(AnnouncementBuilder.alive(router).booted(6));
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    /** Only an interface can tell that a global address is on the link; here there is none. */
    @Test
    void aliveThatLeadsToANeighbour_isNotReadThere() {
        String neighbours = "http://[2001:db8::9]:80/x";
        hear(AnnouncementBuilder.alive("uuid:x", neighbours).from(NEIGHBOUR));
        network.passSeconds(10);

        assertEquals(0, network.reads(URI.create(neighbours)));
        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void aliveAtALinkLocalAddress_isWatched() {
        WatchedRouter other = new WatchedRouter("http://[fe80::2]:80/x").named("uuid:two");
        network.put(other);
        hear(AnnouncementBuilder.alive(other));
        network.passSeconds(1);

        assertEquals(List.of("added http://[fe80::2]:80/x 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void anotherAddressOfThisHost_isAnotherGateway_andStillHeardFromItsLinkLocalAddress() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        network.ownAddress("2001:db8::99");
        router.seenFrom("2001:db8::99");
        network.passSeconds(8);
        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL),
                network.calls.take());

        network.remove(router);
        hear(byebye().from(LINK_LOCAL));
        network.passSeconds(5);
        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void gone_itIsFoundWhereItWas() {
        network.remove(router);
        network.pass(TestEnvironment.POLL.plus(Duration.ofMinutes(1)));
        network.calls.take();
        network.put(new WatchedRouter(URL).silent());
        network.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    private AnnouncementBuilder byebye() {
        return AnnouncementBuilder.alive(router).kind(Kind.BYEBYE);
    }

    private void hear(AnnouncementBuilder saying) {
        network.hear(saying.now());
        network.pass(Duration.ofMillis(60));
    }
}
