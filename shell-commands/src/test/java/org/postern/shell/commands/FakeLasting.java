// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortPhase;

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

    /** The keeper begins to close the port at once; of TCP and UDP the other one stays. */
    @Override
    public Optional<String> release(PortKey key) {
        Optional<String> pid =
                configurations.entrySet().stream()
                        .filter(each -> each.getValue().keys().contains(key))
                        .map(Map.Entry::getKey)
                        .findFirst();
        pid.ifPresent(each -> remove(each, key));
        return pid;
    }

    private void remove(String pid, PortKey key) {
        MappingRequest request = configurations.remove(pid);
        keeper.kept.stream()
                .filter(each -> each.origin.equals(origin(pid)))
                .forEach(each -> each.phase(PortPhase.RELEASED));
        request.keys().stream()
                .filter(each -> !each.equals(key))
                .forEach(each -> configurations.put(pid, request.only(each)));
    }

    private static String pid(PortKey key) {
        return key.protocol() + "-" + key.externalPort();
    }

    private static String origin(String pid) {
        return "configuration " + pid;
    }
}
