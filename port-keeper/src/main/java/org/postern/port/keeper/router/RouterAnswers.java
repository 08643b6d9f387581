// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.util.List;
import java.util.Map;

/** Takes what a router shows. Called by the keeper's thread. */
public interface RouterAnswers {
    /**
     * The router was looked at.
     *
     * @param round in which the question was asked
     * @param found what stands at each of the ports, of each protocol, by the first key of the port
     * @param listed all that the router lists, where that was asked for
     */
    void seen(int round, Map<PortKey, List<PortMapping>> found, List<PortMapping> listed);

    /** The router does not show a port. */
    void hidden(PortKey key);

    /** The router did not answer; it is asked again. */
    void unanswered(PortKey key, GatewayException failure);
}
