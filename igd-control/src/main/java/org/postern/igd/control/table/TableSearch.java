// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.ControlSession;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks several ports up in the table that is read by index. Used by one thread. */
final class TableSearch {
    /** More entries than a home has. */
    static final int MOST_GLANCED = 128;

    private final ControlSession session;
    private final Protocol protocol;
    private final Set<Integer> left;

    TableSearch(ControlSession session, Protocol protocol, Set<Integer> ports) {
        this.session = session;
        this.protocol = protocol;
        this.left = new HashSet<>(ports);
    }

    /** The entries until all ports are seen. Where some are not, short tables are read twice. */
    Listing read() throws GatewayException, InterruptedException {
        IndexWalk walk = new IndexWalk(session.half());
        walk(walk, IndexWalk.MAX_ENTRIES);
        return left.isEmpty()
                ? new Listing(walk.entries().list(), true)
                : SecondReading.checked(session, walk);
    }

    /**
     * As {@link #read}, for what a look-up did not find: at the first entry that it does find, it is
     * believed, else short tables are read once. What fails tells nothing.
     */
    List<PortMapping> glance() throws InterruptedException {
        IndexWalk walk = new IndexWalk(session.half());
        try {
            walk(walk, 1);
            if (!left.isEmpty() && isHidden(walk.entries().list())) {
                walk(walk, MOST_GLANCED);
            }
        } catch (GatewayException e) {
            // The look-up has said that they are not there.
        }
        return walk.entries().list();
    }

    /** Whether the look-up does not find what is listed (quirk A27). */
    private boolean isHidden(List<PortMapping> listed)
            throws GatewayException, InterruptedException {
        if (listed.isEmpty()) {
            return false;
        }
        PortMapping first = listed.get(0);
        return CheckedLookup.find(session, first.key(), first.remoteHost()).isEmpty();
    }

    private void walk(IndexWalk walk, int most) throws GatewayException, InterruptedException {
        while (!walk.ended() && !left.isEmpty() && walk.entries().size() < most) {
            walk.next()
                    .filter(each -> each.protocol() == protocol)
                    .ifPresent(each -> left.remove(each.externalPort()));
        }
    }
}
