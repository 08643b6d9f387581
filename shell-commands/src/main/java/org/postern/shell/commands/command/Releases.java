// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes back configurations, and sorts what was kept by who kept it. Used by one thread, once. */
final class Releases {
    private final PortKeeper keeper;
    private final Optional<LastingPorts> lasting;
    private final Set<KeptPort> kept = new LinkedHashSet<>();
    private final Set<KeptPort> others = new LinkedHashSet<>();
    private final List<String> configurations = new ArrayList<>();

    Releases(PortKeeper keeper, Optional<LastingPorts> lasting) {
        this.keeper = keeper;
        this.lasting = lasting;
    }

    /** Those that a configuration kept; it is removed. */
    List<KeptPort> kept() {
        return List.copyOf(kept);
    }

    /** Those that somebody else keeps. */
    List<KeptPort> others() {
        return List.copyOf(others);
    }

    /** Configurations that were removed without anything having been kept by them. */
    List<String> configurations() {
        return configurations;
    }

    void release(PortRange range, List<Protocol> protocols) throws GatewayException {
        List<KeptPort> there =
                keeper.ports().stream()
                        .filter(each -> isIn(range, protocols, each.request()))
                        .toList();
        for (KeptPort port : there) {
            if (remove(port.request().protocol(), port.request().externalPort()).isPresent()
                    && Origins.isConfiguration(port)) {
                kept.add(port);
            } else {
                others.add(port);
            }
        }
        if (range.isOne() && there.isEmpty()) {
            for (Protocol protocol : protocols) {
                remove(protocol, range.first()).ifPresent(configurations::add);
            }
        }
    }

    private static boolean isIn(PortRange range, List<Protocol> protocols, MappingRequest request) {
        return protocols.contains(request.protocol())
                && request.externalPort() >= range.first()
                && request.externalPort() <= range.last();
    }

    private Optional<String> remove(Protocol protocol, int externalPort) throws GatewayException {
        return lasting.isPresent()
                ? lasting.get().release(protocol, externalPort)
                : Optional.empty();
    }
}
