// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections are open, and whether there may be more. Safe for several threads. */
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

    private final Runnable onRoom;

    /** Guarded by this. */
    private final Map<InetAddress, Integer> byPeer = new HashMap<>();

    /** Guarded by this. */
    private int open;

    /** Whether somebody waits for room. Guarded by this. */
    private boolean refused;

    /** None is open. The callback is for whoever was refused, when one was released. */
    Connections(Runnable onRoom) {
        this.onRoom = onRoom;
    }

    /** Counts one more, unless there is no room for it. */
    synchronized boolean take(InetAddress peer) {
        boolean room =
                of(peer) == 0
                        ? open < MAX_OPEN + MAX_NEWCOMERS
                        : open < MAX_OPEN && of(peer) < MAX_OPEN_PER_PEER;
        refused |= !room;
        return room && add(peer);
    }

    /** Counts one more where there is so much room that nobody waits for it. */
    synchronized boolean takeAmple(InetAddress peer) {
        return open < AMPLE && of(peer) < AMPLE_PER_PEER && add(peer);
    }

    /** One was closed. */
    void release(InetAddress peer) {
        if (remove(peer)) {
            onRoom.run();
        }
    }

    private int of(InetAddress peer) {
        return byPeer.getOrDefault(peer, 0);
    }

    private boolean add(InetAddress peer) {
        open++;
        byPeer.put(peer, of(peer) + 1);
        return true;
    }

    /** Whether somebody was refused before. */
    private synchronized boolean remove(InetAddress peer) {
        open--;
        int rest = of(peer) - 1;
        if (rest > 0) {
            byPeer.put(peer, rest);
        } else {
            // The last one of a peer takes the peer along.
            byPeer.remove(peer);
        }
        boolean awaited = refused;
        refused = false;
        return awaited;
    }
}
