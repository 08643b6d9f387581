// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;

/**
 * A mapping that is asked for.
 *
 * @param key the external port that is wanted
 * @param internalPort 1..65535
 * @param seconds of the lease, at least 1
 * @param preferFailure whether a server that knows how is to refuse rather than give another port
 */
record Wanted(PortKey key, int internalPort, long seconds, boolean preferFailure) {
    Protocol protocol() {
        return key.protocol();
    }
}
