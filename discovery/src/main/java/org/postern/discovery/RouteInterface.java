// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The interface of a route, in the words of the system that told of it. */
sealed interface RouteInterface {
    /** The interface as it is now; empty when it is gone. */
    Optional<NetworkInterface> find() throws SocketException;

    /** By name, as Unix has it. */
    record Named(String name) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByName(name));
        }
    }

    /** By number, as Windows has it for IPv6. */
    record Numbered(int index) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByIndex(index));
        }
    }

    /** By an address of its own, as Windows has it for IPv4. */
    record Holding(InetAddress address) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(address));
        }
    }
}
