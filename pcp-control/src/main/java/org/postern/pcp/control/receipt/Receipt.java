// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import org.postern.api.gateway.PortKey;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.server.Dialect;

/**
 * A port that was opened, or may have been.
 *
 * @param endpoint where, and for which address of this machine
 * @param key the external port
 * @param internalPort by which servers delete
 * @param dialect over which it was opened
 * @param untilSecond when its lease ends, as {@link java.time.Instant#getEpochSecond()}
 * @param confirmed whether the server has said that it is open
 */
public record Receipt(
        PcpEndpoint endpoint,
        PortKey key,
        int internalPort,
        Dialect dialect,
        long untilSecond,
        boolean confirmed) {}
