// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kept ports by what they ask for: no port and protocol is kept twice, whatever the families,
 * and no port of this machine is open twice over IPv6. Thread-safe.
 */
public final class KeptEntries {
    /** One of two protocols is in here twice. */
    private final TreeMap<PortKey, KeptHandle> byKey = new TreeMap<>();

    /** By the port that is open over IPv6. */
    private final Map<PortKey, KeptHandle> overIpv6 = new HashMap<>();

    /** Adds one, unless another one asks for a port of it; returns the other one. */
    public synchronized Optional<KeptHandle> add(KeptHandle port) {
        List<PortKey> keys = port.request().keys();
        List<PortKey> pinholes = pinholes(port);
        for (PortKey key : keys) {
            KeptHandle other = byKey.get(key);
            if (other != null) {
                return Optional.of(other);
            }
        }
        for (PortKey key : pinholes) {
            KeptHandle other = overIpv6.get(key);
            if (other != null) {
                return Optional.of(other);
            }
        }
        keys.forEach(key -> byKey.put(key, port));
        pinholes.forEach(key -> overIpv6.put(key, port));
        return Optional.empty();
    }

    private static List<PortKey> pinholes(KeptHandle port) {
        return port.entries().stream()
                .filter(each -> each.family() == AddressFamily.IPV6)
                .flatMap(each -> each.keys().stream())
                .toList();
    }

    /** Whether it was there. */
    public synchronized boolean remove(KeptHandle port) {
        boolean there = has(port);
        port.request().keys().forEach(key -> byKey.remove(key, port));
        pinholes(port).forEach(key -> overIpv6.remove(key, port));
        return there;
    }

    public synchronized boolean has(KeptHandle port) {
        return byKey.get(port.request().keys().get(0)) == port;
    }

    /** By external port and protocol. */
    public synchronized List<KeptHandle> ports() {
        return List.copyOf(new LinkedHashSet<>(byKey.values()));
    }

    /** Those of {@link #ports}, each over its families. */
    public List<KeptEntry> all() {
        List<KeptEntry> all = new ArrayList<>();
        ports().forEach(each -> all.addAll(each.entries()));
        return all;
    }
}
