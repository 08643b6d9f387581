// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

import java.util.List;
import java.util.Map;

/** Receives the results of look-ups. Called by the keeper's thread. */
public interface RouterAnswers {
    /**
     * The router has shown what it holds, to a look-up that was started in the round: the mappings
     * at each port, of each protocol, by the first key of the port, and all mappings that the
     * router lists, if that was requested.
     */
    void seen(int round, Map<PortKey, List<PortMapping>> found, List<PortMapping> listed);

    /** The router does not disclose a port. */
    void hidden(PortKey key);

    /** The router did not answer; it is asked again. */
    void unanswered(PortKey key, GatewayException failure);
}
