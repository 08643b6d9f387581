// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.Mapping;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.function.IntFunction;

/** A port to be opened: the wanted one or, unless only that will do, the next free one. */
record WantedPort(
        Transport transport,
        Inet4Address client,
        int internalPort,
        int wantedPort,
        boolean onlyWanted,
        long lease,
        IntFunction<String> description) {
    /** Lower ports are not permitted, outside and inside. */
    static final int FIRST = 1024;

    /** Whether a mapping leads where this one is to lead. */
    boolean leadsTo(Mapping mapping) {
        return mapping.transport() == transport
                && mapping.internalClient().equals(client)
                && mapping.internalPort() == internalPort;
    }

    /** Whether the router gives such a port to anybody. */
    boolean isPermitted() {
        return wantedPort >= FIRST;
    }

    WantedPort wanting(int port) {
        return new WantedPort(
                transport, client, internalPort, port, onlyWanted, lease, description);
    }

    WantedPort orAnother() {
        return new WantedPort(
                transport, client, internalPort, wantedPort, false, lease, description);
    }

    WantedPort leasedFor(long seconds) {
        return new WantedPort(
                transport, client, internalPort, wantedPort, onlyWanted, seconds, description);
    }

    Mapping at(int externalPort) {
        return new Mapping(
                Optional.empty(),
                externalPort,
                transport,
                internalPort,
                client,
                true,
                description.apply(externalPort),
                lease,
                Optional.empty());
    }
}
