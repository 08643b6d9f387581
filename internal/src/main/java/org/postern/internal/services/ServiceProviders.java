// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.services;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds providers by {@link ServiceLoader}: those that the context class loader sees, or, when it
 * sees none, those that Postern's own class loader sees. Application servers set a context class
 * loader that may not see Postern.
 *
 * <p>The {@code uses} of the module that this copy is in decides what may be looked for.
 */
public final class ServiceProviders {
    private static final Logger LOG = System.getLogger(ServiceProviders.class.getName());

    private ServiceProviders() {}

    /**
     * Instantiates all providers. One that cannot be is logged and left out, so that it does not
     * stop the others.
     *
     * @param <S> the type of the service
     * @param type of the service
     * @return in the order of the class or module path
     */
    public static <S> List<S> all(Class<S> type) {
        List<S> found = new ArrayList<>();
        for (ServiceLoader.Provider<S> each : find(type)) {
            try {
                found.add(each.get());
            } catch (ServiceConfigurationError e) {
                LOG.log(Level.WARNING, "A provider is not used: " + e.getMessage());
            }
        }
        return List.copyOf(found);
    }

    /**
     * Instantiates the first provider.
     *
     * @param <S> the type of the service
     * @param type of the service
     * @return empty when there is none
     */
    public static <S> Optional<S> first(Class<S> type) {
        return find(type).stream().map(ServiceLoader.Provider::get).findFirst();
    }

    private static <S> List<ServiceLoader.Provider<S>> find(Class<S> type) {
        List<ServiceLoader.Provider<S>> found = ServiceLoader.load(type).stream().toList();
        return found.isEmpty()
                ? ServiceLoader.load(type, ServiceProviders.class.getClassLoader()).stream()
                        .toList()
                : found;
    }
}
