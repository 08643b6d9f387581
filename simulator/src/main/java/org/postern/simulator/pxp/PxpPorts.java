// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.InternalClientPolicy;
import org.postern.simulator.igd.Mapping;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.stream.IntStream;

/** Opens and closes ports over PCP and NAT-PMP, in the table that UPnP has too. */
final class PxpPorts {
    private static final int LAST_PORT = 65_535;

    /** What became of a request; port and lease are 0 if it was refused. */
    record Assignment(SentResult result, int port, long lease) {
        static Assignment refused(SentResult result) {
            return new Assignment(result, 0, 0);
        }
    }

    private final HeldMappings table;
    private final InternalClientPolicy policy;
    private final PxpRules rules;

    PxpPorts(HeldMappings table, InternalClientPolicy policy, PxpRules rules) {
        this.table = table;
        this.policy = policy;
        this.rules = rules;
    }

    /**
     * Opens a port, or takes over the mapping that leads to the same place already, whichever
     * protocol opened it.
     */
    Assignment open(WantedPort request) {
        return table.atomically(() -> assign(rules.ports().adapted(request, table)));
    }

    /** Closes the newest mapping that leads there, if it has this description. */
    SentResult close(
            Transport transport, Inet4Address client, int internalPort, String description) {
        return table.atomically(
                () -> {
                    Optional<Mapping> newest =
                            table.newest(
                                    mapping ->
                                            mapping.transport() == transport
                                                    && mapping.internalClient().equals(client)
                                                    && mapping.internalPort() == internalPort);
                    if (newest.isEmpty()) {
                        return SentResult.NO_RESOURCES;
                    }
                    if (!newest.get().description().equals(description)) {
                        return SentResult.NOT_AUTHORIZED;
                    }
                    table.remove(newest.get()::equals);
                    return SentResult.SUCCESS;
                });
    }

    /** Closes all that NAT-PMP opened for an internal port; 0: for every one, TCP and UDP. */
    void closeAll(Transport transport, Inet4Address client, int internalPort) {
        table.remove(
                mapping ->
                        mapping.description().startsWith(Mapping.NAT_PMP)
                                && mapping.internalClient().equals(client)
                                && (internalPort == 0
                                        || (mapping.internalPort() == internalPort
                                                && mapping.transport() == transport)));
    }

    private Assignment assign(WantedPort request) {
        if (request.internalPort() < WantedPort.FIRST) {
            return Assignment.refused(SentResult.NOT_AUTHORIZED);
        }
        if (request.onlyWanted() && !available(request, request.wantedPort())) {
            return Assignment.refused(SentResult.CANNOT_PROVIDE_EXTERNAL);
        }
        Optional<Integer> port =
                upwardsFrom(request.wantedPort())
                        .filter(each -> available(request, each))
                        .boxed()
                        .findFirst();
        if (port.isEmpty()) {
            return Assignment.refused(SentResult.NOT_AUTHORIZED);
        }
        Mapping mapping = request.at(port.get());
        Optional<Mapping> present = table.find(mapping.transport(), mapping.externalPort());
        if (present.filter(each -> !rules.ports().permitsTakeover(mapping, each)).isPresent()) {
            return Assignment.refused(SentResult.NOT_AUTHORIZED);
        }
        if (!table.hold(mapping)) {
            return Assignment.refused(SentResult.NO_RESOURCES);
        }
        if (rules.ports().isDropped(mapping)) {
            table.remove(held -> held.samePort(mapping.transport(), mapping.externalPort()));
        }
        return new Assignment(SentResult.SUCCESS, port.get(), request.lease());
    }

    private boolean available(WantedPort request, int port) {
        return port >= WantedPort.FIRST
                && policy.permits(request.client(), request.internalPort(), port)
                && table.find(request.transport(), port)
                        .map(request::leadsTo)
                        .orElseGet(() -> !rules.ports().isTaken(request, port));
    }

    private static IntStream upwardsFrom(int port) {
        return IntStream.concat(
                IntStream.rangeClosed(Math.max(port, WantedPort.FIRST), LAST_PORT),
                IntStream.range(WantedPort.FIRST, port));
    }
}
