// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.internal.services.ServiceProviders;

/**
 * Shows keepers to management tools in plain Java: as read-only MXBeans of the platform's MBean
 * server, in the domain {@code org.postern}. In OSGi the bundle {@code org.postern.jmx} shows the
 * {@link PortKeeper} service by itself.
 */
@ProviderType
public interface ManagementBeans {
    /**
     * Finds the provider in plain Java.
     *
     * @return registers nothing yet
     * @throws IllegalStateException when no provider is on the class or module path
     */
    static ManagementBeans create() {
        return ServiceProviders.first(ManagementBeans.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No provider of "
                                                + ManagementBeans.class.getName()
                                                + " found: put org.postern.jmx on the path."));
    }

    /**
     * Registers a bean for the keeper and one for each gateway that it knows, as gateways come and
     * go. Sends nothing; a bean asks its gateway for its traffic when that is read, not more often
     * than every ten seconds, and the reader does not wait for it.
     *
     * @param keeper is not closed by this
     * @return what removes the beans; to be closed before the keeper
     * @throws IllegalStateException when the MBean server refuses the beans, as under a security
     *     manager
     */
    Registration register(PortKeeper keeper);

    /** That the beans of a keeper are registered. May be closed from any thread. */
    @ProviderType
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        /** Removes the beans, and ends their thread. Closing twice does nothing. */
        @Override
        void close();
    }
}
