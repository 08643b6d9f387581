// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.time.Clock;

/** What all gateways share. The clock tells the time of day. */
public record GatewayParts(
        ServerProbes probes, NonceSource nonces, PortReceipts receipts, Clock clock) {
    /** The servers, and requests to them. */
    public PcpServers servers() {
        return probes.servers();
    }
}
