// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.tin;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The only router that speaks the protocol, at 127.0.0.1, as simulated UPnP routers are. It lives
 * in this process, and keeps its mappings when the protocol's bundle stops.
 */
public final class TinRouter {
    /** The address under which simulated UPnP routers are reached, and reach this machine. */
    static final InetAddress ADDRESS = address(127, 0, 0, 1);

    /** That of simulated UPnP routers, too. */
    static final InetAddress EXTERNAL_ADDRESS = address(203, 0, 113, 7);

    private static final Map<PortKey, PortMapping> TABLE = new ConcurrentSkipListMap<>();

    private TinRouter() {}

    /**
     * What is open.
     *
     * @return by port, such as {@code TCP port 80}
     */
    public static List<String> open() {
        return TABLE.keySet().stream().map(PortKey::toString).toList();
    }

    /** Restarts the router, which forgets its mappings. */
    public static void restart() {
        TABLE.clear();
    }

    static void put(PortMapping mapping) {
        TABLE.put(mapping.key(), mapping);
    }

    /** Whether it was there. */
    static boolean remove(PortKey key) {
        return TABLE.remove(key) != null;
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
