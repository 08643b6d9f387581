// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Standing;
import org.postern.api.discovery.Announcement.Kind;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What announcements do. */
class HearingTest extends OneRouterWatch {
    private static final String ELSEWHERE = "http://192.168.1.1:6000/desc.xml";

    @Test
    void aliveOfANewGateway_isWatchedSoon() {
        WatchedRouter other = new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two");
        network.put(other);
        hear(AnnouncementBuilder.alive(other));
        network.passSeconds(1);

        assertEquals(List.of("added http://192.168.1.2:80/x 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void aliveOfAWanServiceAlone_isEnough() {
        WatchedRouter other = new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two");
        network.put(other);
        hear(AnnouncementBuilder.alive(other).about(WatchedRouter.TYPE));
        network.passSeconds(1);

        assertEquals(2, network.calls.gateways().size());
    }

    @Test
    void aliveOfOtherDevices_isNotRead() {
        hear(
                AnnouncementBuilder.alive("uuid:tv", "http://192.168.1.3:80/tv")
                        .about("urn:schemas-upnp-org:device:MediaRenderer:1"));
        network.passSeconds(10);

        assertEquals(0, network.reads(URI.create("http://192.168.1.3:80/tv")));
    }

    /** A device speaks only for itself. */
    @Test
    void aliveThatLeadsToAnotherHost_isNotRead() {
        hear(AnnouncementBuilder.alive("uuid:x", "http://192.168.1.7:80/x").from("192.168.1.8"));
        network.passSeconds(10);

        assertEquals(0, network.reads(URI.create("http://192.168.1.7:80/x")));
    }

    @Test
    void aliveThatLeadsToLoopback_isReadAtItsSender() {
        network.put(new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two"));
        hear(AnnouncementBuilder.alive("uuid:two", "http://127.0.0.1:80/x").from("192.168.1.2"));
        network.passSeconds(1);

        assertEquals(2, network.calls.gateways().size());
    }

    @Test
    void aliveOfAKnownOne_costsNothing() {
        int before = network.reads();
        for (int i = 0; i < 100; i++) {
            hear(AnnouncementBuilder.alive(router).booted(5));
            network.passSeconds(1);
        }

        assertEquals(before, network.reads());
        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void byebyeOfOneThatIsGone_isBelieved() {
        network.remove(router);
        byebye();
        network.passSeconds(5);

        assertEquals(List.of("removed " + URL, "missing NO_DEVICES"), taken(5));
    }

    @Test
    void byebyeFromAnotherAddress_isNotHeard() {
        int before = network.reads();
        hear(AnnouncementBuilder.alive(router).kind(Kind.BYEBYE).from("192.168.1.66"));
        network.passSeconds(10);

        assertEquals(before, network.reads());
    }

    @Test
    void aThousandByebyes_costAFewReadings() {
        int before = network.reads();
        for (int i = 0; i < 1000; i++) {
            byebye();
            network.pass(Duration.ofMillis(10));
        }

        assertTrue(network.reads() - before <= 4, "readings: " + (network.reads() - before));
    }

    @Test
    void aliveAtAnotherPort_theNewOneIsThereBeforeTheOldOneGoes() {
        network.remove(router);
        network.put(new WatchedRouter(ELSEWHERE));
        hear(AnnouncementBuilder.alive("uuid:one", ELSEWHERE));
        network.passSeconds(5);

        assertEquals(List.of("added " + ELSEWHERE + " 203.0.113.7 #0", "removed " + URL), taken(0));
        assertEquals(1, network.searches());
    }

    @Test
    void aliveBeforeItCanBeRead_isReadAgain() {
        network.remove(router);
        hear(AnnouncementBuilder.alive("uuid:one", ELSEWHERE));
        network.passSeconds(1);
        network.put(new WatchedRouter(ELSEWHERE));
        network.passSeconds(4);

        assertEquals(ELSEWHERE, network.calls.gateways().get(0).info().id());
    }

    @Test
    void aliveOfOneThatWasGone_bringsItBackAtOnce() {
        network.remove(router);
        byebye();
        network.passSeconds(3600);
        network.calls.take();

        network.put(WatchedRouter.usual().silent());
        hear(AnnouncementBuilder.alive(router));
        network.passSeconds(1);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), network.calls.take());
    }

    @Test
    void aRouterThatComesBackBeforeItsLine_isThereAtOnce() {
        network.remove(router);
        byebye();
        network.passSeconds(3600);
        network.calls.take();

        WatchedRouter back =
                WatchedRouter.usual().silent().standing(Standing.DISCONNECTED).external("");
        network.put(back);
        hear(AnnouncementBuilder.alive(back));
        network.passSeconds(1);
        assertEquals(List.of("added " + URL + " none #0"), network.calls.take());

        back.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(1);
        assertEquals(List.of("changed " + URL + " 198.51.100.9 #0"), network.calls.take());
    }

    @Test
    void maxAgeWithoutAlive_oneThatAnswersStays() {
        int before = network.reads();
        hear(AnnouncementBuilder.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
        network.passSeconds(121);

        assertEquals(before + 1, network.reads());
        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void maxAgeWithoutAlive_oneThatIsSilentIsAskedEverMoreRarely() {
        hear(AnnouncementBuilder.alive(router).booted(1).maxAge(Duration.ofMinutes(1)));
        network.passSeconds(1);
        int before = network.reads();
        network.pass(Duration.ofHours(10));

        assertTrue(network.reads() - before <= 26, "readings: " + (network.reads() - before));
    }

    @Test
    void maxAgeWithoutAlive_oneThatIsDeadGoes() {
        hear(AnnouncementBuilder.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
        network.passSeconds(100);
        network.remove(router);
        network.passSeconds(30);

        assertEquals("removed " + URL, network.calls.take().get(0));
    }

    @Test
    void aliveRenewsIt() {
        for (int i = 0; i < 20; i++) {
            hear(AnnouncementBuilder.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
            network.passSeconds(100);
        }

        assertEquals(0, network.reads(router.url()));
    }
}
