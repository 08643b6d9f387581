// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.ControlSession;

/**
 * Reads a table downward that was read upward. Whoever closes a port meanwhile makes a reader miss
 * an entry on the way up, and see one twice on the way down; with one that is opened at the top it
 * is the other way round. So both readings together miss none that stood all the time. Used by one
 * thread.
 */
final class SecondReading {
    /** Longer tables would cost too much to be read twice. */
    private static final int MAX_CHECKED = 128;

    private final ControlSession session;
    private final IndexWalk first;
    private final Entries second = new Entries();

    private SecondReading(ControlSession session, IndexWalk first) {
        this.session = session;
        this.first = first;
    }

    /** What was read upward to the end, and where that is not too much, downward too. */
    static Listing checked(ControlSession session, IndexWalk first) throws InterruptedException {
        int size = first.entries().size();
        if (size > 0 && size <= MAX_CHECKED && first.complete()) {
            return new SecondReading(session.half(), first).listing();
        }
        return new Listing(first.entries().list(), first.complete());
    }

    private Listing listing() throws InterruptedException {
        Entries entries = first.entries();
        try {
            readDown();
        } catch (GatewayException e) {
            // Only a check: what was read stands.
            return new Listing(entries.list(), true);
        }
        for (PortMapping once : entries.list()) {
            if (!second.contains(once) && isGone(once)) {
                entries.remove(once);
            }
        }
        entries.addAll(second.list());
        return new Listing(entries.list(), true);
    }

    private void readDown() throws GatewayException, InterruptedException {
        for (int index = first.lastIndex(); index >= first.firstIndex(); index--) {
            if (IndexedEntry.ask(session, index) instanceof IndexedEntry.Read read) {
                second.add(read.mapping());
            }
        }
    }

    private boolean isGone(PortMapping entry) throws InterruptedException {
        try {
            return CheckedLookup.find(session, entry.key(), entry.remoteHost()).isEmpty();
        } catch (GatewayException e) {
            return false;
        }
    }
}
