// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortPhase;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Configurations that a fake keeper follows. */
public final class FakeLasting implements LastingPorts {
    public final Map<String, KeepRequest> configurations = new TreeMap<>();

    /** False to store configurations that the keeper never hears of. */
    public boolean followed = true;

    private final FakeKeeper keeper;

    public FakeLasting(FakeKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public String keep(MappingRequest request) {
        return keep(KeepRequest.of(request));
    }

    @Override
    public String keep(KeepRequest request) {
        String pid = pid(request.mapping().keys().get(0));
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
                        .filter(each -> each.getValue().mapping().keys().contains(key))
                        .map(Map.Entry::getKey)
                        .findFirst();
        pid.ifPresent(each -> remove(each, key));
        return pid;
    }

    private void remove(String pid, PortKey key) {
        KeepRequest request = configurations.remove(pid);
        keeper.kept.stream()
                .filter(each -> each.origin.equals(origin(pid)))
                .forEach(each -> each.phase(PortPhase.RELEASED));
        request.mapping().keys().stream()
                .filter(each -> !each.equals(key))
                .forEach(
                        each ->
                                configurations.put(
                                        pid,
                                        new KeepRequest(
                                                request.mapping().only(each),
                                                request.families(),
                                                request.ipv6Address())));
    }

    private static String pid(PortKey key) {
        return key.protocol() + "-" + key.externalPort();
    }

    private static String origin(String pid) {
        return "configuration " + pid;
    }
}
