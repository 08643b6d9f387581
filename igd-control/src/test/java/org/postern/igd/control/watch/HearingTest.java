// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement.Kind;
import org.postern.igd.control.search.Worth;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What announcements do. */
class HearingTest {
    private static final String URL = "http://192.168.1.1:5000/desc.xml";
    private static final String ELSEWHERE = "http://192.168.1.1:6000/desc.xml";

    private final World world = new World();
    private final FakeRouter router = FakeRouter.usual();

    @BeforeEach
    void watch() {
        world.put(router);
        world.watching();
        world.passSeconds(5);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void aliveOfANewGateway_isWatchedSoon() {
        FakeRouter other = new FakeRouter("http://192.168.1.2:80/x").named("uuid:two");
        world.put(other);
        hear(Saying.alive(other));
        world.passSeconds(1);

        assertEquals(List.of("added http://192.168.1.2:80/x 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void aliveOfAWanServiceAlone_isEnough() {
        FakeRouter other = new FakeRouter("http://192.168.1.2:80/x").named("uuid:two");
        world.put(other);
        hear(Saying.alive(other).about(FakeRouter.TYPE));
        world.passSeconds(1);

        assertEquals(2, world.told.gateways().size());
    }

    @Test
    void aliveOfOtherDevices_isNotRead() {
        hear(
                Saying.alive("uuid:tv", "http://192.168.1.3:80/tv")
                        .about("urn:schemas-upnp-org:device:MediaRenderer:1"));
        world.passSeconds(10);

        assertEquals(0, world.reads(URI.create("http://192.168.1.3:80/tv")));
    }

    /** A device speaks only for itself. */
    @Test
    void aliveThatLeadsToAnotherHost_isNotRead() {
        hear(Saying.alive("uuid:x", "http://192.168.1.7:80/x").from("192.168.1.8"));
        world.passSeconds(10);

        assertEquals(0, world.reads(URI.create("http://192.168.1.7:80/x")));
    }

    @Test
    void aliveThatLeadsToLoopback_isReadAtItsSender() {
        world.put(new FakeRouter("http://192.168.1.2:80/x").named("uuid:two"));
        hear(Saying.alive("uuid:two", "http://127.0.0.1:80/x").from("192.168.1.2"));
        world.passSeconds(1);

        assertEquals(2, world.told.gateways().size());
    }

    @Test
    void aliveOfAKnownOne_costsNothing() {
        int before = world.reads();
        for (int i = 0; i < 100; i++) {
            hear(Saying.alive(router).booted(5));
            world.passSeconds(1);
        }

        assertEquals(before, world.reads());
        assertEquals(List.of(), world.told.take());
    }

    @Test
    void anotherBootId_hasRestarted() {
        hear(Saying.alive(router).booted(5));
        world.passSeconds(1);
        hear(Saying.alive(router).booted(6));
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void restarted_itIsSubscribedToAnew() {
        hear(Saying.alive(router).booted(5));
        hear(Saying.alive(router).booted(6));
        world.passSeconds(1);

        assertEquals(1, router.subscribers().size());
        assertEquals(2, router.subscriptions());
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        world.passSeconds(1);
        assertEquals("198.51.100.9 #2", last());
    }

    @Test
    void anUpdateThatTellsTheNextBootId_isNoRestart() {
        hear(Saying.alive(router).booted(5));
        world.passSeconds(1);
        hear(Saying.alive(router).booted(6).kind(Kind.UPDATE));
        world.passSeconds(1);
        hear(Saying.alive(router).booted(6));
        world.passSeconds(10);

        assertEquals(List.of(), world.told.take());
    }

    @Test
    void anotherConfigId_isReadAgain() {
        hear(Saying.alive(router).configured(1));
        world.passSeconds(1);
        router.controlledAt("/new");
        hear(Saying.alive(router).configured(2));
        world.passSeconds(1);

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL), world.told.take());
    }

    @Test
    void withoutBootIds_theUptimeTells() {
        router.up(Duration.ofDays(1));
        world.passSeconds(60);
        hear(Saying.alive(router));
        world.passSeconds(60);
        router.up(Duration.ofSeconds(20));
        hear(Saying.alive(router));
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void thisHostHasAnotherAddress_aRestartAfterwardsIsNoticed() {
        hear(Saying.alive(router).booted(5));
        world.ownAddress("192.168.1.99");
        router.seenFrom("192.168.1.99");
        world.passSeconds(8);
        world.told.take();
        hear(Saying.alive(router).booted(6));
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void anotherDeviceAtItsPlace_countsItsRestartsItself() {
        hear(Saying.alive(router).booted(5));
        router.named("uuid:new").answersNothing();
        world.pass(World.POLL.plusSeconds(2));
        world.told.take();
        hear(Saying.alive(router).booted(9));
        world.passSeconds(10);

        assertEquals(List.of(), world.told.take());
    }

    /** It was read at its old place, and nothing said which of its starts this is. */
    @Test
    void foundWhereItWas_itsUptimeTellsUntilItsBootIdIsKnown() {
        world.remove(router);
        byebye();
        world.passSeconds(5);
        FakeRouter back = FakeRouter.usual().silent().up(Duration.ofMinutes(1));
        world.put(back);
        world.passSeconds(60);
        back.event("ConnectionStatus", "Connected");
        world.passSeconds(60);
        world.told.take();
        back.up(Duration.ofSeconds(20));
        hear(Saying.alive(back).booted(6));
        world.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void byebyeOfOneThatAnswers_isNotBelieved_butMayBeARestart() {
        byebye();
        world.passSeconds(2);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void byebyeOfOneThatIsGone_isBelieved() {
        world.remove(router);
        byebye();
        world.passSeconds(5);

        assertEquals(List.of("removed " + URL, "missing NO_DEVICES"), taken(5));
    }

    @Test
    void byebyeFromAnotherAddress_isNotHeard() {
        int before = world.reads();
        hear(Saying.alive(router).kind(Kind.BYEBYE).from("192.168.1.66"));
        world.passSeconds(10);

        assertEquals(before, world.reads());
    }

    @Test
    void aThousandByebyes_costAFewReadings() {
        int before = world.reads();
        for (int i = 0; i < 1000; i++) {
            byebye();
            world.pass(Duration.ofMillis(10));
        }

        assertTrue(world.reads() - before <= 4, "readings: " + (world.reads() - before));
    }

    @Test
    void aliveAtAnotherPort_theNewOneIsThereBeforeTheOldOneGoes() {
        world.remove(router);
        world.put(new FakeRouter(ELSEWHERE));
        hear(Saying.alive("uuid:one", ELSEWHERE));
        world.passSeconds(5);

        assertEquals(List.of("added " + ELSEWHERE + " 203.0.113.7 #0", "removed " + URL), taken(0));
        assertEquals(1, world.searches());
    }

    @Test
    void aliveBeforeItCanBeRead_isReadAgain() {
        world.remove(router);
        hear(Saying.alive("uuid:one", ELSEWHERE));
        world.passSeconds(1);
        world.put(new FakeRouter(ELSEWHERE));
        world.passSeconds(4);

        assertEquals(ELSEWHERE, world.told.gateways().get(0).info().id());
    }

    @Test
    void aliveOfOneThatWasGone_bringsItBackAtOnce() {
        world.remove(router);
        byebye();
        world.passSeconds(3600);
        world.told.take();

        world.put(FakeRouter.usual().silent());
        hear(Saying.alive(router));
        world.passSeconds(1);
        assertEquals(List.of("added " + URL + " 203.0.113.7 #0"), world.told.take());
    }

    @Test
    void aRouterThatComesBackBeforeItsLine_isThereAtOnce() {
        world.remove(router);
        byebye();
        world.passSeconds(3600);
        world.told.take();

        FakeRouter back = FakeRouter.usual().silent().worth(Worth.OFFLINE).external("");
        world.put(back);
        hear(Saying.alive(back));
        world.passSeconds(1);
        assertEquals(List.of("added " + URL + " none #0"), world.told.take());

        back.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        world.passSeconds(1);
        assertEquals(List.of("changed " + URL + " 198.51.100.9 #0"), world.told.take());
    }

    @Test
    void maxAgeWithoutAlive_oneThatAnswersStays() {
        int before = world.reads();
        hear(Saying.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
        world.passSeconds(121);

        assertEquals(before + 1, world.reads());
        assertEquals(List.of(), world.told.take());
    }

    @Test
    void maxAgeWithoutAlive_oneThatIsSilentIsAskedEverMoreRarely() {
        hear(Saying.alive(router).booted(1).maxAge(Duration.ofMinutes(1)));
        world.passSeconds(1);
        int before = world.reads();
        world.pass(Duration.ofHours(10));

        assertTrue(world.reads() - before <= 26, "readings: " + (world.reads() - before));
    }

    @Test
    void maxAgeWithoutAlive_oneThatIsDeadGoes() {
        hear(Saying.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
        world.passSeconds(100);
        world.remove(router);
        world.passSeconds(30);

        assertEquals("removed " + URL, world.told.take().get(0));
    }

    @Test
    void aliveRenewsIt() {
        for (int i = 0; i < 20; i++) {
            hear(Saying.alive(router).booted(1).maxAge(Duration.ofMinutes(2)));
            world.passSeconds(100);
        }

        assertEquals(0, world.reads(router.url()));
    }

    private void hear(Saying saying) {
        world.hear(saying.now());
    }

    private void byebye() {
        hear(Saying.alive(router).kind(Kind.BYEBYE));
    }

    private String last() {
        List<String> lines = world.told.take();
        String line = lines.get(lines.size() - 1);
        return line.substring(line.indexOf(URL) + URL.length() + 1);
    }

    private List<String> taken(int moreSeconds) {
        world.passSeconds(moreSeconds);
        return world.told.take();
    }
}
