// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.services;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds providers by {@link ServiceLoader}: those that the context class loader sees, or, when it
 * sees none, those that Postern's own class loader sees. Application servers set a context class
 * loader that may not see Postern.
 *
 * <p>The {@code uses} of the module that this copy is in decides what may be looked for.
 */
public final class ServiceProviders {
    private ServiceProviders() {}

    /**
     * Instantiates all providers.
     *
     * @param <S> the type of the service
     * @param type of the service
     * @return in the order of the class or module path
     */
    public static <S> List<S> all(Class<S> type) {
        return find(type).stream().map(ServiceLoader.Provider::get).toList();
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
