// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement.Kind;

import java.time.Duration;
import java.util.List;

/** A router that is read at its global address, and speaks from its link-local one (quirk S15). */
class OverIpv6Test {
    private static final String URL = "http://[2001:db8::1]:5000/desc.xml";
    private static final String LINK_LOCAL = "fe80::1";
    private static final String NEIGHBOUR = "fe80::66";

    private final World world = new World();
    private final FakeRouter router =
            new FakeRouter(URL).seenFrom("2001:db8::5").heardFrom(LINK_LOCAL);

    @BeforeEach
    void watch() {
        world.ownAddress("2001:db8::5");
        world.put(router);
        world.watching();
        world.passSeconds(5);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void anEvent_isTold() {
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 198.51.100.9 #1"), world.told.take());
    }

    @Test
    void byebyeFromItsLinkLocalAddress_isHeard() {
        world.remove(router);
        hear(byebye().from(LINK_LOCAL));
        world.passSeconds(5);

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void byebyeFromItsGlobalAddress_isHeard() {
        world.remove(router);
        hear(byebye());
        world.passSeconds(5);

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void byebyeFromANeighbour_isNotHeard() {
        int before = world.reads();
        hear(byebye().from(NEIGHBOUR));
        world.passSeconds(10);

        assertEquals(before, world.reads());
    }

    @Test
    void anotherBootId_hasRestarted() {
        hear(Saying.alive(router).booted(5));
        hear(Saying.alive(router).booted(6));
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    /** Only an interface can tell that a global address is on the link; here there is none. */
    @Test
    void aliveThatLeadsToANeighbour_isNotRead() {
        int before = world.reads();
        hear(Saying.alive("uuid:x", "http://[2001:db8::9]:80/x").from(NEIGHBOUR));
        world.passSeconds(10);

        assertEquals(before, world.reads());
    }

    @Test
    void aliveAtALinkLocalAddress_isWatched() {
        FakeRouter other = new FakeRouter("http://[fe80::2]:80/x").named("uuid:two");
        world.put(other);
        hear(Saying.alive(other));
        world.passSeconds(1);

        assertEquals(List.of("added http://[fe80::2]:80/x 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void anotherAddressOfThisHost_isAnotherGateway_andStillHeardFromItsLinkLocalAddress() {
        hear(Saying.alive(router).booted(5));
        world.ownAddress("2001:db8::99");
        router.seenFrom("2001:db8::99");
        world.passSeconds(8);
        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL), world.told.take());

        world.remove(router);
        hear(byebye().from(LINK_LOCAL));
        world.passSeconds(5);
        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void gone_itIsFoundWhereItWas() {
        world.remove(router);
        world.pass(World.POLL.plus(Duration.ofMinutes(1)));
        world.told.take();
        world.put(new FakeRouter(URL).silent());
        world.passSeconds(10);

        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    private Saying byebye() {
        return Saying.alive(router).kind(Kind.BYEBYE);
    }

    private void hear(Saying saying) {
        world.hear(saying.now());
        world.pass(Duration.ofMillis(60));
    }
}
