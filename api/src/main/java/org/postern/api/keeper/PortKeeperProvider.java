// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;

/**
 * Opens keepers that watch over gateways of their own choice. Found by {@link
 * java.util.ServiceLoader} in plain Java; in OSGi a service, for those to whom the published
 * gateways are the wrong ones.
 */
@ProviderType
public interface PortKeeperProvider {
    /**
     * Opens a keeper, to be closed by the caller.
     *
     * @param where which gateway, and where it is searched for
     * @return a keeper of nothing yet
     * @throws GatewayException {@link org.postern.api.gateway.Reason#INVALID_ARGUMENT} for a bad
     *     query
     */
    PortKeeper open(GatewayQuery where) throws GatewayException;
}
