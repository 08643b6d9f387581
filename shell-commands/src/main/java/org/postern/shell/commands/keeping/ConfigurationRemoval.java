// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.releasing.PortToRelease;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the configurations of kept ports, and sorts those ports by who kept them. Used by one
 * thread, once.
 */
final class ConfigurationRemoval {
    private final PortKeeper keeper;
    private final Optional<LastingPorts> lasting;
    private final Map<KeptPort, PortToRelease> kept = new LinkedHashMap<>();
    private final Set<KeptPort> others = new LinkedHashSet<>();
    private final List<String> configurations = new ArrayList<>();

    ConfigurationRemoval(PortKeeper keeper, Optional<LastingPorts> lasting) {
        this.keeper = keeper;
        this.lasting = lasting;
    }

    /** The ports whose configurations were removed. */
    List<PortToRelease> kept() {
        return List.copyOf(kept.values());
    }

    /** The ports that somebody else keeps, such as a program. */
    List<KeptPort> others() {
        return List.copyOf(others);
    }

    /** The configurations that were removed although no port was kept by them. */
    List<String> configurations() {
        return configurations;
    }

    void removeAll(PortRange range, List<Protocol> protocols) throws GatewayException {
        List<KeptPort> there =
                keeper.ports().stream()
                        .filter(each -> range.has(each.request(), protocols))
                        .toList();
        // All of them before the first is closed, which happens as soon as its configuration is
        // gone.
        Map<KeptPort, PortToRelease> before = new LinkedHashMap<>();
        there.forEach(port -> before.put(port, PortToRelease.of(port, protocols)));
        for (KeptPort port : there) {
            if (port.persistent() && removeAll(port, protocols)) {
                kept.put(port, before.get(port));
            } else {
                others.add(port);
            }
        }
        if (range.isOne() && there.isEmpty()) {
            for (Protocol protocol : protocols) {
                remove(new PortKey(protocol, range.first())).ifPresent(configurations::add);
            }
        }
    }

    /** Of a port for TCP and UDP, the other one stays kept by its configuration. */
    private boolean removeAll(KeptPort port, List<Protocol> protocols) throws GatewayException {
        boolean removed = false;
        for (PortKey key : port.request().keys()) {
            if (protocols.contains(key.protocol())) {
                removed |= remove(key).isPresent();
            }
        }
        return removed;
    }

    private Optional<String> remove(PortKey key) throws GatewayException {
        return lasting.isPresent() ? lasting.get().release(key) : Optional.empty();
    }
}
