// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import org.postern.discovery.paths.NetworkPath;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/** The open sockets of all tasks. Confined to the selector thread. */
public final class SocketPool {
    private final Selector selector;
    private final Map<String, SsdpSocket> shared = new HashMap<>();

    public SocketPool(Selector selector) {
        this.selector = selector;
    }

    /**
     * Opens a socket for sending searches: for port 0 one of its own, for any other port the one
     * that is shared by all searches that ask for it.
     */
    public SsdpSocket open(NetworkPath path, int port, DatagramReceiver receiver)
            throws IOException {
        SsdpSocket socket = port == 0 ? null : shared.get(key(path, port));
        if (socket == null) {
            socket = SsdpSocket.open(path, port, selector);
            if (port != 0) {
                shared.put(key(path, port), socket);
            }
        }
        socket.receivers().add(receiver);
        return socket;
    }

    /**
     * Joins the first destination of the path, a group, on one interface; the key identifies both.
     * All listeners there share the socket.
     */
    public SsdpSocket join(String key, NetworkPath path, DatagramReceiver receiver)
            throws IOException {
        String groupKey = "group " + key;
        SsdpSocket socket = shared.get(groupKey);
        if (socket == null) {
            socket = SsdpSocket.join(path, selector);
            shared.put(groupKey, socket);
        }
        socket.receivers().add(receiver);
        return socket;
    }

    /** Closes the socket when no receiver is left. */
    public void leave(SsdpSocket socket, DatagramReceiver receiver) {
        socket.receivers().remove(receiver);
        if (socket.receivers().isEmpty()) {
            shared.values().remove(socket);
            socket.close();
        }
    }

    private static String key(NetworkPath path, int port) {
        return path.key() + " " + port;
    }
}
