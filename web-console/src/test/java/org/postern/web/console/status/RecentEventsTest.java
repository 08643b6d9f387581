// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class RecentEventsTest {
    private final FakeKeeper keeper = new FakeKeeper();
    private final AtomicInteger changes = new AtomicInteger();
    private final RecentEvents events = new RecentEvents(changes::incrementAndGet);

    @Test
    void theNewestComeFirst_andTroublesAreHeldApart() {
        events.follow(keeper);
        keeper.tell(Fakes.event(Kind.PORT_LOST, "lost"));
        keeper.tell(Fakes.event(Kind.PORT_OPENED, "opened"));

        assertEquals(List.of("opened", "lost"), sentences(events.all()));
        assertEquals(List.of("lost"), sentences(events.troubles()));
    }

    @Test
    void renewalsWithoutEnd_displaceNoTrouble() {
        events.follow(keeper);
        keeper.tell(Fakes.event(Kind.PORT_TAKEN, "taken"));
        for (int i = 0; i < 1000; i++) {
            keeper.tell(Fakes.event(Kind.PORT_RENEWED, "renewed"));
        }

        assertEquals(RecentEvents.MOST, events.all().size());
        assertEquals(List.of("taken"), sentences(events.troubles()));
    }

    @Test
    void whatMayHaveChangedPorts_isPassedOn() {
        events.follow(keeper);
        keeper.tell(Fakes.event(Kind.PORT_RENEWED, "renewed"));
        assertEquals(0, changes.get());

        keeper.tell(Fakes.event(Kind.PORT_OPENED, "opened"));

        assertEquals(1, changes.get());
    }

    @Test
    void troublesWithoutEnd_areBounded() {
        events.follow(keeper);
        for (int i = 0; i < 1000; i++) {
            keeper.tell(Fakes.event(Kind.PORT_TAKEN, "taken " + i));
        }

        assertEquals(RecentEvents.MOST_TROUBLES, events.troubles().size());
        assertEquals("taken 999", events.troubles().get(0).sentence());
    }

    @Test
    void aKeeperThatHasGone_isLeft_andTheNextOneFollowed() {
        FakeKeeper other = new FakeKeeper();
        events.follow(keeper);
        events.follow(other);
        events.leave(keeper);

        keeper.tell(Fakes.event(Kind.PORT_LOST, "of the first"));
        other.tell(Fakes.event(Kind.PORT_LOST, "of the second"));

        assertEquals(List.of("of the second"), sentences(events.all()));
        events.close();
        assertEquals(List.of(), other.listeners);
    }

    private static List<String> sentences(List<KeeperEvent> events) {
        return events.stream().map(KeeperEvent::sentence).toList();
    }
}
