// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;

import java.util.Optional;

/**
 * Reads a table downward that was read upward. Whoever closes a port meanwhile makes a reader miss
 * an entry on the way up, and see one twice on the way down; with one that is opened at the top it
 * is the other way round. So both readings together miss none that stood all the time.
 */
final class SecondReading {
    private final MappingTable table;
    private final PacedService wan;
    private final IndexWalk first;
    private final Deadline deadline;
    private final Entries second = new Entries();

    SecondReading(MappingTable table, PacedService wan, IndexWalk first, Deadline deadline) {
        this.table = table;
        this.wan = wan;
        this.first = first;
        this.deadline = deadline;
    }

    Listing listing() throws InterruptedException {
        Entries entries = first.entries();
        Deadline half = deadline.half();
        try {
            readDown(half);
        } catch (GatewayException e) {
            // Only a check: what was read stands.
            return new Listing(entries.list(), true);
        }
        for (PortMapping once : entries.list()) {
            if (!second.contains(once) && isGone(once, half)) {
                entries.remove(once);
            }
        }
        entries.addAll(second.list());
        return new Listing(entries.list(), true);
    }

    private void readDown(Deadline until) throws GatewayException, InterruptedException {
        for (int index = first.lastIndex(); index >= first.firstIndex(); index--) {
            if (IndexWalk.ask(wan, index, until) instanceof IndexedEntry.Read read) {
                second.add(read.mapping());
            }
        }
    }

    private boolean isGone(PortMapping entry, Deadline until) throws InterruptedException {
        try {
            Optional<PortMapping> now =
                    table.find(entry.protocol(), entry.externalPort(), entry.remoteHost(), until);
            return now.isEmpty();
        } catch (GatewayException e) {
            return false;
        }
    }
}
