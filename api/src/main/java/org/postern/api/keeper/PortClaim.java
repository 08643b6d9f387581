// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ConsumerType;
import org.postern.api.gateway.MappingRequest;

/**
 * A port that a bundle wants open. Register it as an OSGi service: the port is kept open as long as
 * the service is there, and closed when it goes.
 */
@ConsumerType
public interface PortClaim extends PortListener {
    /**
     * What should be open. Called once, when the service is found. A request that is null or out of
     * range, and what this throws, is logged and ignored.
     *
     * @return the same on every call
     */
    MappingRequest request();

    /**
     * What should be open, over which families. Called once, when the service is found.
     *
     * @return {@link #request()} over IPv4, unless this is overridden
     */
    default KeepRequest terms() {
        return KeepRequest.of(request());
    }
}
