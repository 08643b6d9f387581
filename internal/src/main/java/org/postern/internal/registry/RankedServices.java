// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.registry;

import org.osgi.framework.ServiceReference;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services of a kind that are registered now. Safe for several threads.
 *
 * @param <S> the type of the service
 */
public final class RankedServices<S> {
    private final Map<ServiceReference<S>, S> services = new ConcurrentHashMap<>();

    /** None yet. */
    public RankedServices() {}

    /**
     * Adds one.
     *
     * @param reference of the service
     * @param service itself
     */
    public void add(ServiceReference<S> reference, S service) {
        services.put(reference, service);
    }

    /**
     * Removes one.
     *
     * @param reference of the service
     */
    public void remove(ServiceReference<S> reference) {
        services.remove(reference);
    }

    /**
     * All of them.
     *
     * @return highest ranked first
     */
    public List<S> all() {
        // References compare by ranking, which may change at any time: hence sorted at each use.
        return services.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
