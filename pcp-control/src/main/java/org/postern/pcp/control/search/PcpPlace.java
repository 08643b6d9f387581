// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a router is asked. The default gateways that one interface has over IPv4 and over IPv6 are
 * one router, which the other protocols know by its IPv4 address.
 *
 * @param endpoint over IPv4, or over IPv6 where there is no other
 * @param ipv6 over IPv6, where the router may open ports of its firewall
 */
public record PcpPlace(PcpEndpoint endpoint, Optional<PcpEndpoint> ipv6) {
    /**
     * All that is asked over a protocol. Over IPv6 first: a search ends with the first gateway that
     * maps, and who uses that may want to open its firewall at once.
     */
    public List<PcpEndpoint> asked(Dialect dialect) {
        List<PcpEndpoint> asked = new ArrayList<>();
        if (ipv6.isPresent() && !ipv6.get().equals(endpoint) && dialect.isFor(ipv6.get())) {
            asked.add(ipv6.get());
        }
        if (dialect.isFor(endpoint)) {
            asked.add(endpoint);
        }
        return asked;
    }

    /** The gateway there. */
    public PcpGateway gateway(Dialect dialect, GatewayParts parts) {
        return new PcpGateway(
                parts.servers().at(endpoint), firewall(dialect, parts.servers()), dialect, parts);
    }

    /** The server over IPv6, where the protocol has one. */
    public Optional<PcpServer> firewall(Dialect dialect, PcpServers servers) {
        return ipv6.isPresent() && dialect.isFor(ipv6.get())
                ? Optional.of(servers.at(ipv6.get()))
                : Optional.empty();
    }
}
