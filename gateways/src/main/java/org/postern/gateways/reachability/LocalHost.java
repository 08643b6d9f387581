// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.postern.gateways.internal.host.ListeningSockets;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.gateways.internal.host.WayOut;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What the system discloses about this machine, over IPv4. Safe for several threads. */
public interface LocalHost {
    /**
     * The address from which what this machine sends to the internet leaves; empty where there is
     * no way, or none is known. Takes a fraction of {@link #wayOut()}.
     */
    Optional<InetAddress> source();

    /** How what this machine sends to the internet leaves it. */
    WayOut wayOut();

    /**
     * How what is sent to the internet from one address leaves, by rules of which the tables tell
     * nothing; empty where that is not known. Takes a command, and so some milliseconds.
     */
    Optional<SourceRoute> routeFrom(InetAddress source) throws InterruptedException;

    /** The name of the interface that has an address; empty for none. */
    String interfaceOf(InetAddress address);

    /** The default gateways that the system uses first of those on one interface. */
    List<InetAddress> defaultGateways(String networkInterface);

    /** The sockets that wait for others, which may be those of a few seconds ago. */
    ListeningSockets listening() throws InterruptedException;
}
