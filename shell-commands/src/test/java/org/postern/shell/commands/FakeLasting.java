// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.LastingPorts;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Configurations that a fake keeper follows. */
public final class FakeLasting implements LastingPorts {
    public final Map<String, MappingRequest> configurations = new TreeMap<>();

    /** False to store configurations that the keeper never hears of. */
    public boolean followed = true;

    private final FakeKeeper keeper;

    public FakeLasting(FakeKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public String keep(MappingRequest request) {
        String pid = pid(request.keys().get(0));
        configurations.put(pid, request);
        keeper.kept.removeIf(each -> each.origin.equals(origin(pid)));
        if (followed) {
            keeper.add(request, origin(pid));
        }
        return pid;
    }

    @Override
    public Optional<String> release(PortKey key) {
        String pid = pid(key);
        return configurations.remove(pid) == null ? Optional.empty() : Optional.of(pid);
    }

    private static String pid(PortKey key) {
        return key.protocol() + "-" + key.externalPort();
    }

    private static String origin(String pid) {
        return "configuration " + pid;
    }
}
