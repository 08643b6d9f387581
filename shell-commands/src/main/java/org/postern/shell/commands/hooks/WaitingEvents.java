// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.postern.api.keeper.KeeperEvent.Kind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events that wait for the program, in their order. Of each gateway and port only the newest one
 * waits, in the place of those that it has overtaken: a program that is slower than the events gets
 * the current facts. Not thread-safe.
 */
final class WaitingEvents {
    /** Enough for a restart of the router with hundreds of kept ports. */
    static final int CAPACITY = 2000;

    /**
     * An event, and how many of the same gateway or port it has overtaken.
     */
    record Waiting(HookEvent event, int overtaken) {}

    private final Map<Object, Waiting> bySubject = new LinkedHashMap<>();
    private final int capacity;

    WaitingEvents(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an event; false when there is no room for it. */
    boolean add(HookEvent event) {
        Waiting before = bySubject.get(event.subject());
        if (before == null && bySubject.size() >= capacity) {
            return false;
        }
        bySubject.put(
                event.subject(),
                before == null
                        ? new Waiting(event, 0)
                        : new Waiting(newer(before.event(), event), before.overtaken() + 1));
        return true;
    }

    /** A renewal must not hide that the port was opened or has changed. */
    private static HookEvent newer(HookEvent before, HookEvent event) {
        boolean saysLess =
                event.is(Kind.PORT_RENEWED) && before.is(Kind.PORT_OPENED, Kind.PORT_CHANGED);
        return saysLess ? before : event;
    }

    /** The next one, which no longer waits. */
    Optional<Waiting> take() {
        Optional<Waiting> next = bySubject.values().stream().findFirst();
        next.ifPresent(each -> bySubject.remove(each.event().subject()));
        return next;
    }

    /** The next port that was closed, or else the next one. */
    Optional<Waiting> takeClosing() {
        Optional<Waiting> next =
                bySubject.values().stream().filter(each -> each.event().isClosing()).findFirst();
        if (next.isEmpty()) {
            return take();
        }
        bySubject.remove(next.get().event().subject());
        return next;
    }

    int size() {
        return bySubject.size();
    }

    void clear() {
        bySubject.clear();
    }
}
