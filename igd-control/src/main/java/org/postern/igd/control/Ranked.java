// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.framework.ServiceReference;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services of a kind that are there now. Safe for several threads. */
final class Ranked<S> {
    private final Map<ServiceReference<S>, S> services = new ConcurrentHashMap<>();

    void add(ServiceReference<S> reference, S service) {
        services.put(reference, service);
    }

    void remove(ServiceReference<S> reference) {
        services.remove(reference);
    }

    /** Highest ranked first. */
    List<S> all() {
        // References compare by ranking, which may change at any time: hence sorted at each use.
        return services.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
