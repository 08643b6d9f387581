// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Searches for a gateway on demand. An OSGi service; each control protocol brings one.
 *
 * <p>May be called from any thread, by several at once.
 */
@ProviderType
public interface GatewayFinder {

    /**
     * Searches, and returns as soon as a connected gateway with a public address is known;
     * otherwise the best one known 100 ms after the first valid one. Blocks no longer than the
     * query's time-out.
     *
     * @param query checked first
     * @return the gateway, and why this one
     * @throws GatewayException {@link UpnpResult#NO_DEVICES} when nothing answered, {@link
     *     UpnpResult#NO_GATEWAY} when what answered is no valid gateway, {@link
     *     UpnpResult#INVALID_GATEWAY} when that is true of the one URL that was asked for, {@link
     *     UpnpResult#INVALID_PARAM} for a bad query
     * @throws InterruptedException when the calling thread is interrupted; the search is ended
     */
    GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException;
}
