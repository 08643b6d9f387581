// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.api.control.Candidate;
import org.postern.api.control.Standing;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.address.AddressClass;
import org.postern.pcp.control.internal.address.UnreachableAddress;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What is known of a server, as a candidate. */
final class ServerCandidate {
    private ServerCandidate() {}

    /** Of a server that has answered. One that maps nothing is taken where nothing else answers. */
    static Candidate of(PcpServer server, PcpGateway gateway, boolean wanted) {
        Standing standing = standing(server, gateway);
        return new Candidate(
                PcpGateway.id(server.endpoint()),
                "Gateway at " + server.endpoint(),
                Optional.of(gateway),
                standing,
                !gateway.maps(),
                wanted,
                "It answers " + gateway.dialect().title() + explanation(server, gateway, standing),
                standing == Standing.PRIVATE ? warnings(server) : List.of(),
                List.of());
    }

    /**
     * Over PCP a server maps, whether or not it tells its address over NAT-PMP; over NAT-PMP one
     * that has no address refuses to.
     */
    private static Standing standing(PcpServer server, PcpGateway gateway) {
        if (!gateway.maps()) {
            return Standing.NO_ADDRESS;
        }
        Optional<InetAddress> address = server.externalAddress();
        if (address.isPresent()) {
            return AddressClass.of(address.get()).isPublic() ? Standing.PUBLIC : Standing.PRIVATE;
        }
        return gateway.dialect() == Dialect.NAT_PMP ? Standing.DISCONNECTED : Standing.NO_ADDRESS;
    }

    private static String explanation(PcpServer server, PcpGateway gateway, Standing standing) {
        if (!gateway.maps()) {
            return " over IPv6 alone, where it opens ports of its firewall and maps none.";
        }
        return switch (standing) {
            case PUBLIC -> " and has the public external address " + address(server) + ".";
            case PRIVATE -> ", but its external address " + address(server) + " is private.";
            case DISCONNECTED -> ", but has no external address now.";
            default -> ".";
        };
    }

    private static List<String> warnings(PcpServer server) {
        return server.externalAddress().flatMap(UnreachableAddress::warning).stream().toList();
    }

    private static String address(PcpServer server) {
        Optional<InetAddress> address = server.externalAddress();
        return address.isPresent() ? address.get().getHostAddress() : "";
    }
}
