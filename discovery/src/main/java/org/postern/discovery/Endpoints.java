// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/** The open sockets of all tasks. Confined to the selector thread. */
final class Endpoints {
    private final Selector selector;
    private final Map<String, Endpoint> shared = new HashMap<>();

    Endpoints(Selector selector) {
        this.selector = selector;
    }

    /** A socket of the search's own, or for a fixed source port the one that there can be. */
    Endpoint take(Path path, int port, SsdpTask user) throws IOException {
        Endpoint endpoint = port == 0 ? null : shared.get(key(path, port));
        if (endpoint == null) {
            endpoint = Endpoint.open(path, port, selector);
            if (port != 0) {
                shared.put(key(path, port), endpoint);
            }
        }
        endpoint.users().add(user);
        return endpoint;
    }

    /**
     * The socket that hears a group on one interface, for all who listen there.
     *
     * @param place tells group and interface apart from others
     */
    Endpoint join(String place, Path path, SsdpTask user) throws IOException {
        String key = "group " + place;
        Endpoint endpoint = shared.get(key);
        if (endpoint == null) {
            endpoint = Endpoint.join(path, selector);
            shared.put(key, endpoint);
        }
        endpoint.users().add(user);
        return endpoint;
    }

    /** Closes the socket when its last user leaves. */
    void leave(Endpoint endpoint, SsdpTask user) {
        endpoint.users().remove(user);
        if (endpoint.users().isEmpty()) {
            shared.values().remove(endpoint);
            endpoint.close();
        }
    }

    private static String key(Path path, int port) {
        return path.key() + " " + port;
    }
}
