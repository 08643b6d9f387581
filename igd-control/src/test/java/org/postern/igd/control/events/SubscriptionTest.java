// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.events.Subscription.Reception.CURRENT;
import static org.postern.igd.control.events.Subscription.Reception.KEPT;
import static org.postern.igd.control.events.Subscription.Reception.REFUSED;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.events.EventOrder.Place;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of the messages of one subscription. */
class SubscriptionTest {
    private final Subscription subscription = new Subscription();

    @Test
    void earlyEvents_areTakenBeforeThoseThatComeMeanwhile() {
        subscription.ask();
        assertEquals(KEPT, subscription.receive(event("a", 0)));
        subscription.answered(Optional.of("a"));
        assertEquals(KEPT, subscription.receive(event("a", 1)));
        assertEquals(Optional.of(event("a", 0)), subscription.nextEarly());
        assertEquals(KEPT, subscription.receive(event("a", 2)));
        assertEquals(Optional.of(event("a", 1)), subscription.nextEarly());
        assertEquals(Optional.of(event("a", 2)), subscription.nextEarly());
        assertEquals(Optional.empty(), subscription.nextEarly());
        assertEquals(CURRENT, subscription.receive(event("a", 3)));
    }

    @Test
    void earlyEvents_areFew() {
        subscription.ask();
        for (int i = 0; i < 8; i++) {
            assertEquals(KEPT, subscription.receive(event("a", i)));
        }
        assertEquals(REFUSED, subscription.receive(event("a", 8)));
    }

    @Test
    void eventsOfAnotherSubscription_haveNoPlace() {
        subscription.ask();
        subscription.answered(Optional.of("a"));
        subscription.nextEarly();
        assertEquals(REFUSED, subscription.receive(event("b", 0)));
        assertEquals(Optional.empty(), subscription.place(event("b", 0)));
        assertEquals(Optional.of(Place.NEXT), subscription.place(event("a", 0)));
    }

    @Test
    void oneRequestAtATime() {
        assertTrue(subscription.ask());
        assertFalse(subscription.ask());
        subscription.answered(Optional.empty());
        subscription.nextEarly();
        assertTrue(subscription.ask());
    }

    @Test
    void closed_takesNothing_andGivesWhatTheRouterHasToBeTold() {
        subscription.ask();
        subscription.answered(Optional.of("a"));
        assertEquals(Optional.of("a"), subscription.close());
        assertEquals(Optional.empty(), subscription.close());
        assertEquals(REFUSED, subscription.receive(event("a", 0)));
        assertFalse(subscription.answered(Optional.of("b")));
        assertFalse(subscription.ask());
    }

    @Test
    void keys_tellRepeatsAndGaps() {
        EventOrder order = new EventOrder();
        assertEquals(Place.NEXT, order.place(OptionalLong.of(0)));
        assertEquals(Place.REPEATED, order.place(OptionalLong.of(0)));
        assertEquals(Place.NEXT, order.place(OptionalLong.of(1)));
        assertEquals(Place.NEXT, order.place(OptionalLong.empty()));
        assertEquals(Place.NEXT, order.place(OptionalLong.of(2)));
        assertEquals(Place.AFTER_A_GAP, order.place(OptionalLong.of(4)));
        order.restart();
        assertEquals(Place.NEXT, order.place(OptionalLong.of(4_294_967_295L)));
        assertEquals(Place.NEXT, order.place(OptionalLong.of(1)));
        order.restart();
        assertEquals(Place.AFTER_A_GAP, order.place(OptionalLong.of(1)));
    }

    private static Notification event(String sid, long seq) {
        return new Notification(sid, OptionalLong.of(seq), Map.of());
    }
}
