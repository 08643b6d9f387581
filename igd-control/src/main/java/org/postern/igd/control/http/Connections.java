// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The open connections, and whether there may be more. Lives on the selector thread alone. */
final class Connections {
    /** More than any home has devices, and few enough for any machine's sockets. */
    static final int MAX_OPEN = 256;

    /**
     * One host's hanging services must not keep the other hosts waiting; several devices may well
     * be one host's.
     */
    static final int MAX_OPEN_PER_PEER = 32;

    /**
     * Beyond {@link #MAX_OPEN}, for hosts that have nothing open: a few hosts that let everything
     * hang must not keep the others out.
     */
    static final int MAX_NEWCOMERS = 256;

    /** How many may be open for one more to be opened for a request that has one already. */
    static final int AMPLE = MAX_OPEN / 4;

    private static final int AMPLE_PER_PEER = MAX_OPEN_PER_PEER / 2;

    private final Set<HttpExchange> open = new HashSet<>();
    private final Map<InetAddress, Integer> byPeer = new HashMap<>();

    boolean roomFor(InetAddress peer) {
        return of(peer) == 0
                ? open.size() < MAX_OPEN + MAX_NEWCOMERS
                : open.size() < MAX_OPEN && of(peer) < MAX_OPEN_PER_PEER;
    }

    /** Whether there is room for what is not urgent. */
    boolean ampleRoomFor(InetAddress peer) {
        return open.size() < AMPLE && of(peer) < AMPLE_PER_PEER;
    }

    private int of(InetAddress peer) {
        return byPeer.getOrDefault(peer, 0);
    }

    void add(HttpExchange exchange) {
        open.add(exchange);
        byPeer.put(exchange.peer(), of(exchange.peer()) + 1);
    }

    void forgetClosed() {
        for (Iterator<HttpExchange> each = open.iterator(); each.hasNext(); ) {
            HttpExchange exchange = each.next();
            if (exchange.closed()) {
                each.remove();
                int rest = of(exchange.peer()) - 1;
                if (rest > 0) {
                    byPeer.put(exchange.peer(), rest);
                } else {
                    // The last one of a peer takes the peer along.
                    byPeer.remove(exchange.peer());
                }
            }
        }
    }
}
