// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.internal.services.ServiceProviders;

import java.util.Optional;

/**
 * Searches for a gateway on demand, over all control protocols at once. A service in OSGi; in plain
 * Java {@link #create()} makes one.
 *
 * <p>May be called from any thread, by several at once.
 */
@ProviderType
public interface GatewayFinder extends AutoCloseable {
    /**
     * Makes a finder in plain Java, with threads of its own until it is closed. The gateways that
     * it finds can be used until then.
     *
     * @return a finder that has not searched yet
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static GatewayFinder create() {
        Optional<GatewayFinder> finder = ServiceProviders.first(GatewayFinder.class);
        if (finder.isEmpty()) {
            throw new IllegalStateException(
                    "No provider of "
                            + GatewayFinder.class.getName()
                            + " found: put org.postern.gateways on the path, or take the"
                            + " GatewayFinder service in OSGi.");
        }
        return finder.get();
    }

    /**
     * Searches, and returns as soon as a connected gateway with a public address is known;
     * otherwise the best one known 100 ms after the first usable one. Blocks no longer than the
     * query says.
     *
     * @param query checked first
     * @return the gateway, and why this one
     * @throws GatewayException {@link Reason#NO_DEVICES} when nothing answered, {@link
     *     Reason#NO_GATEWAY} when what answered is no usable gateway, {@link
     *     Reason#INVALID_GATEWAY} when that is true of the one place that was asked for, {@link
     *     Reason#INVALID_ARGUMENT} for a bad query
     * @throws InterruptedException when the calling thread is interrupted; the search is ended
     */
    GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException;

    /** Ends the threads of a finder that was made in plain Java. An OSGi service ignores it. */
    @Override
    void close();
}
