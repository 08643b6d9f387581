// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.net;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.SearchRequest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Optional;

/** Whether this host has a network to search. */
public final class HostNetwork {
    private HostNetwork() {}

    /**
     * Whether an interface is up with an address of the family: the chosen one, or any but
     * loopback.
     */
    public static boolean isUsable(SearchRequest request) {
        try {
            Optional<NetworkInterface> chosen = request.networkInterface().networkInterface();
            if (chosen.isPresent()) {
                return isUp(NetworkInterface.getByName(chosen.get().getName()), request.ipv6());
            }
            for (NetworkInterface each :
                    NetworkInterface.networkInterfaces().toArray(NetworkInterface[]::new)) {
                if (!each.isLoopback() && isUp(each, request.ipv6())) {
                    return true;
                }
            }
            return false;
        } catch (SocketException e) {
            // The JDK says so where no interface is up, not even loopback.
            return false;
        }
    }

    /** {@code NetworkInterface.getByName} gives null for one that has gone. */
    private static boolean isUp(@Nullable NetworkInterface each, boolean ipv6)
            throws SocketException {
        if (each == null || !each.isUp()) {
            return false;
        }
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
            if (address instanceof Inet6Address == ipv6) {
                return true;
            }
        }
        return false;
    }
}
