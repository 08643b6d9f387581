// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.discovery.Announcement.Kind;

import java.time.Duration;
import java.util.List;

/** What announcements tell of restarts. */
class HeardRestartsTest extends OneRouterWatch {
    @Test
    void anotherBootId_hasRestarted() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        network.passSeconds(1);
        hear(AnnouncementBuilder.alive(router).booted(6));
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    @Test
    void restarted_itIsSubscribedToAnew() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        hear(AnnouncementBuilder.alive(router).booted(6));
        network.passSeconds(1);

        assertEquals(1, router.subscribers().size());
        assertEquals(2, router.subscriptions());
        router.external("198.51.100.9").event("ExternalIPAddress", "198.51.100.9");
        network.passSeconds(1);
        assertEquals("198.51.100.9 #2", last());
    }

    @Test
    void anUpdateThatTellsTheNextBootId_isNoRestart() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        network.passSeconds(1);
        hear(AnnouncementBuilder.alive(router).booted(6).kind(Kind.UPDATE));
        network.passSeconds(1);
        hear(AnnouncementBuilder.alive(router).booted(6));
        network.passSeconds(10);

        assertEquals(List.of(), network.calls.take());
    }

    @Test
    void anotherConfigId_isReadAgain() {
        hear(AnnouncementBuilder.alive(router).configured(1));
        network.passSeconds(1);
        router.controlledAt("/new");
        hear(AnnouncementBuilder.alive(router).configured(2));
        network.passSeconds(1);

        assertEquals(
                List.of("added " + URL + " 203.0.113.7 #0", "removed " + URL),
                network.calls.take());
    }

    @Test
    void withoutBootIds_theUptimeTells() {
        router.up(Duration.ofDays(1));
        network.passSeconds(60);
        hear(AnnouncementBuilder.alive(router));
        network.passSeconds(60);
        router.up(Duration.ofSeconds(20));
        hear(AnnouncementBuilder.alive(router));
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    @Test
    void thisHostHasAnotherAddress_aRestartAfterwardsIsNoticed() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        network.ownAddress("192.168.1.99");
        router.seenFrom("192.168.1.99");
        network.passSeconds(8);
        network.calls.take();
        hear(AnnouncementBuilder.alive(router).booted(6));
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    @Test
    void anotherDeviceAtItsPlace_countsItsRestartsItself() {
        hear(AnnouncementBuilder.alive(router).booted(5));
        router.named("uuid:new").answersNothing();
        network.pass(TestEnvironment.POLL.plusSeconds(2));
        network.calls.take();
        hear(AnnouncementBuilder.alive(router).booted(9));
        network.passSeconds(10);

        assertEquals(List.of(), network.calls.take());
    }

    /** It was read at its old place, and nothing said which of its starts this is. */
    @Test
    void foundWhereItWas_itsUptimeTellsUntilItsBootIdIsKnown() {
        network.remove(router);
        byebye();
        network.passSeconds(5);
        WatchedRouter back = WatchedRouter.usual().silent().up(Duration.ofMinutes(1));
        network.put(back);
        network.passSeconds(60);
        back.event("ConnectionStatus", "Connected");
        network.passSeconds(60);
        network.calls.take();
        back.up(Duration.ofSeconds(20));
        hear(AnnouncementBuilder.alive(back).booted(6));
        network.passSeconds(1);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    @Test
    void byebyeOfOneThatAnswers_isNotBelieved_butMayBeARestart() {
        byebye();
        network.passSeconds(2);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    private String last() {
        List<String> lines = network.calls.take();
        String line = lines.get(lines.size() - 1);
        return line.substring(line.indexOf(URL) + URL.length() + 1);
    }
}
