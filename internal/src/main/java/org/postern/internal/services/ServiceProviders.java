// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.services;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
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
        Iterator<S> providers = find(type);
        while (providers.hasNext()) {
            try {
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                System.getLogger(ServiceProviders.class.getName())
                        .log(Level.WARNING, "A provider is not used: " + e.getMessage());
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
        Iterator<S> providers = find(type);
        return providers.hasNext() ? Optional.of(providers.next()) : Optional.empty();
    }

    private static <S> Iterator<S> find(Class<S> type) {
        Iterator<S> found = ServiceLoader.load(type).iterator();
        return found.hasNext()
                ? found
                : ServiceLoader.load(type, ServiceProviders.class.getClassLoader()).iterator();
    }
}
