// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import java.util.OptionalLong;

/**
 * Tells by the keys of a subscription's events whether one was missed (UDA 1.1 section 4.2): the
 * first has 0, each further one more, and 1 follows the largest. Not safe for several threads.
 */
final class EventOrder {
    /** Where an event stands. */
    enum Place {
        NEXT,
        REPEATED,
        AFTER_A_GAP
    }

    private static final long LARGEST_KEY = 4_294_967_295L;

    /** Empty where any will do. */
    private OptionalLong next = OptionalLong.of(0);

    /** After a gap: a router that leaves numbers out again does not count from 0. */
    private boolean anyFirst;

    /** A new subscription begins. */
    void restart() {
        next = anyFirst ? OptionalLong.empty() : OptionalLong.of(0);
    }

    /** Takes the key of an event, empty where the router does not count (quirk G8). */
    Place place(OptionalLong key) {
        boolean known = key.isPresent() && next.isPresent();
        if (known && key.getAsLong() == next.getAsLong() - 1) {
            return Place.REPEATED;
        }
        anyFirst = known && key.getAsLong() != next.getAsLong();
        key.ifPresent(each -> next = OptionalLong.of(each == LARGEST_KEY ? 1 : each + 1));
        return anyFirst ? Place.AFTER_A_GAP : Place.NEXT;
    }
}
