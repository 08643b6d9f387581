// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * What a subscriber knows of its subscription: whether it is asked for, its name, and which event
 * comes next. Sends nothing and calls nobody. Safe for several threads.
 */
final class Subscription {
    /** What becomes of a message. */
    enum Reception {
        REFUSED,
        KEPT,
        CURRENT
    }

    private static final int MAX_EARLY = 8;

    /** Events that came before the subscription had a name (quirk G1). */
    private final Queue<Notification> early = new ArrayDeque<>();

    private final EventOrder order = new EventOrder();
    private Optional<String> sid = Optional.empty();

    /** From the request until its answer and the early events have been dealt with. */
    private boolean asking;

    private boolean closed;

    /** Begins a new one; false where one is being asked for, or none is wanted any more. */
    synchronized boolean ask() {
        if (closed || asking) {
            return false;
        }
        sid = Optional.empty();
        order.restart();
        early.clear();
        asking = true;
        return true;
    }

    /** Whether what the router gave is still wanted; the early events are to be taken then. */
    synchronized boolean answered(Optional<String> given) {
        if (!closed) {
            sid = given;
        }
        return !closed;
    }

    /** The next of those that came early; after the last, events are current. */
    synchronized Optional<Notification> nextEarly() {
        Optional<Notification> next = closed ? Optional.empty() : Optional.ofNullable(early.poll());
        asking = next.isPresent();
        return next;
    }

    /** One that came too soon may belong to it. */
    synchronized Reception receive(Notification event) {
        if (closed) {
            return Reception.REFUSED;
        }
        if (asking) {
            return early.size() < MAX_EARLY && early.add(event)
                    ? Reception.KEPT
                    : Reception.REFUSED;
        }
        return isCurrent(event.sid()) ? Reception.CURRENT : Reception.REFUSED;
    }

    /** The place of an event among the others; empty where it is another subscription's. */
    synchronized Optional<EventOrder.Place> place(Notification event) {
        OptionalLong key = event.seq();
        return isCurrent(event.sid()) ? Optional.of(order.place(key)) : Optional.empty();
    }

    synchronized boolean isCurrent(String name) {
        return sid.filter(name::equals).isPresent();
    }

    synchronized Optional<String> sid() {
        return sid;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends it for good; returns what to unsubscribe from. */
    synchronized Optional<String> close() {
        closed = true;
        Optional<String> held = sid;
        sid = Optional.empty();
        return held;
    }
}
