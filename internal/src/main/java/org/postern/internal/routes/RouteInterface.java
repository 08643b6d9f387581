// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The interface of a route, in the form in which the system names it. */
public sealed interface RouteInterface {
    /** The interface as it is now; empty when it is gone. */
    Optional<NetworkInterface> find() throws SocketException;

    /** Whether it is this interface, without asking the system again. */
    boolean is(NetworkInterface candidate);

    /** By name, as on Unix. */
    record Named(String name) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByName(name));
        }

        @Override
        public boolean is(NetworkInterface candidate) {
            return candidate.getName().equals(name);
        }
    }

    /** By number, as on Windows for IPv6. */
    record Numbered(int index) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByIndex(index));
        }

        @Override
        public boolean is(NetworkInterface candidate) {
            return candidate.getIndex() == index;
        }
    }

    /** By one of its addresses, as on Windows for IPv4. */
    record WithAddress(InetAddress address) implements RouteInterface {
        @Override
        public Optional<NetworkInterface> find() throws SocketException {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(address));
        }

        @Override
        public boolean is(NetworkInterface candidate) {
            return candidate.inetAddresses().anyMatch(address::equals);
        }
    }
}
