// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.pcp;

import static org.postern.benchmarks.peers.CallTimer.timed;

import com.offbynull.portmapper.gateway.Bus;
import com.offbynull.portmapper.gateways.network.NetworkGateway;
import com.offbynull.portmapper.mapper.MappedPort;
import com.offbynull.portmapper.mapper.PortMapper;
import com.offbynull.portmapper.mapper.PortType;
import com.offbynull.portmapper.mappers.pcp.PcpPortMapper;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;

import java.net.InetAddress;

/**
 * Opens a TCP port for an hour, again and again in a warm JVM, in turn over PCP by a bare socket, by
 * Postern and by portmapper, and over UPnP by Postern. Each is closed again, which is not measured.
 * Prints lines of a measure, who was measured, and microseconds.
 */
final class PcpOpenings {
    private static final int BARE_PORT = 29001;
    private static final int PORT = 29002;
    private static final int PEER_PORT = 29003;
    private static final int FIRST_OF_MANY = 29100;
    private static final int MANY = 200;
    private static final int LEASE = 3600;

    /** An exchange needs more runs to be warm than what takes longer does, and takes less time. */
    private static final int CALLS = 20;

    private interface PortCall {
        void of(int port) throws Exception;
    }

    private final BarePcp bare;
    private final GatewayFinder finder;
    private final PortMapper portmapper;
    private final Gateway pcp;

    private PcpOpenings(BarePcp bare, GatewayFinder finder, PortMapper portmapper)
            throws GatewayException, InterruptedException {
        this.bare = bare;
        this.finder = finder;
        this.portmapper = portmapper;
        this.pcp = find("pcp");
    }

    /** {@code WARM_UP RUNS ROUTER OWN_ADDRESS}. */
    public static void main(String[] arguments) throws Exception {
        int warmUp = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        InetAddress router = InetAddress.getByName(arguments[2]);
        InetAddress own = InetAddress.getByName(arguments[3]);
        Bus network = NetworkGateway.create().getBus();
        try (GatewayFinder finder = GatewayFinder.create()) {
            PcpOpenings openings =
                    new PcpOpenings(
                            new BarePcp(router, own),
                            finder,
                            new PcpPortMapper(network, own, router));
            for (int i = -warmUp * CALLS; i < runs * CALLS; i++) {
                openings.call(i >= 0);
            }
            for (int i = 0; i < warmUp * CALLS; i++) {
                openings.open("postern", "", false);
            }
            for (int i = -warmUp; i < runs; i++) {
                openings.way(i >= 0);
            }
            for (int i = 0; i < runs / 2; i++) {
                openings.many();
            }
        }
        System.exit(0);
    }

    /** The router is known. */
    private void call(boolean measured) throws Exception {
        openBare("pcp-call", measured);
        timed(measured, "pcp-call", "postern", () -> pcp.map(MappingRequest.tcp(PORT)));
        pcp.unmap(PortKey.tcp(PORT));
    }

    /** Nothing is known; but the bare socket and portmapper are told the router's address. */
    private void way(boolean measured) throws Exception {
        openBare("pcp-way", measured);
        open("postern", "", measured);
        open("upnp", "upnp", measured);
        MappedPort mapped =
                timed(
                        measured,
                        "pcp-way",
                        "portmapper",
                        () -> portmapper.mapPort(PortType.TCP, PEER_PORT, PEER_PORT, LEASE));
        portmapper.unmapPort(mapped);
    }

    private void open(String who, String protocol, boolean measured) throws Exception {
        Gateway found =
                timed(
                        measured,
                        "pcp-way",
                        who,
                        () -> {
                            Gateway gateway = find(protocol);
                            gateway.map(MappingRequest.tcp(PORT));
                            return gateway;
                        });
        found.unmap(PortKey.tcp(PORT));
    }

    /** As many as a keeper may have, one after the other. */
    private void many() throws Exception {
        many(
                "bare",
                port -> bare.exchange(bare.open(port)),
                port -> bare.exchange(bare.close(port)));
        many(
                "postern",
                port -> pcp.map(MappingRequest.tcp(port)),
                port -> pcp.unmap(PortKey.tcp(port)));
    }

    private static void many(String who, PortCall open, PortCall close) throws Exception {
        timed(true, "pcp-many", who, () -> forMany(open));
        forMany(close);
    }

    private static void forMany(PortCall call) throws Exception {
        for (int port = FIRST_OF_MANY; port < FIRST_OF_MANY + MANY; port++) {
            call.of(port);
        }
    }

    private void openBare(String measure, boolean measured) throws Exception {
        byte[] open = bare.open(BARE_PORT);
        timed(measured, measure, "bare", () -> bare.exchange(open));
        bare.exchange(bare.close(BARE_PORT));
    }

    private Gateway find(String protocol) throws GatewayException, InterruptedException {
        return finder.find(GatewayQuery.standard().withControlProtocol(protocol)).gateway();
    }
}
