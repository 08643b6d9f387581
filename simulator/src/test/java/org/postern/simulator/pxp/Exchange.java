// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.SoapClient;
import org.postern.simulator.TestNet;

import java.util.Optional;

/**
 * A request to miniupnpd and its reply, in hex, with the addresses of the lab they were captured in.
 * Without a reply nothing came back.
 */
record Exchange(String name, String request, Optional<String> reply) {
    private static final String LAB_CLIENT = "c0a8630a";
    private static final String LAB_IPV6_CLIENT = "20010470007800000000000000000010";
    private static final String LAB_IPV6_ULA = "fd770000000000000000000000000010";
    private static final String LAB_LINK_LOCAL = "fe80000000000000ac48c7fffea33ab5";
    private static final String LAB_EXTERNAL = "11.22.55.44";
    private static final String LOOPBACK_6 = "00000000000000000000000000000001";

    /** Of the lab's epoch nothing is kept: it is in one of these places. */
    private static final String NO_EPOCH = "--------";

    boolean ipv6() {
        return name.contains("v6");
    }

    /** Sends the request to a router in the state that the name tells of, and compares. */
    void replay() throws Exception {
        assumeTrue(!ipv6() || PxpClient.hasIpv6(), "no IPv6 on loopback");
        String network = TestNet.ownAddress().replaceAll("\\d+$", "");
        String own = ipv6() ? "::1" : network + 10;
        try (SimulatedRouter router = SimulatedRouter.start(config(network + 9));
                PxpClient client = new PxpClient(router, own);
                PxpClient other = new PxpClient(router, network + 11)) {
            prepare(router, client, other, network + 10);
            String sent = withAddress(request, client);
            if (reply.isEmpty()) {
                client.assertSilent(sent);
            } else {
                String expected = withAddress(reply.get(), client);
                assertEquals(withoutEpoch(expected), withoutEpoch(client.ask(sent)), name);
            }
        }
    }

    private RouterConfig config(String address) {
        RouterConfig config =
                TestNet.quiet()
                        .withNetworkInterface(address)
                        .withExternalAddress(externalAddress())
                        .withPxpIpv6(ipv6())
                        .withIpv6Firewall(ipv6());
        return name.contains("answer-to-pcp")
                ? config.withControl(RouterProtocol.NAT_PMP)
                : config.withControl(RouterProtocol.values());
    }

    private String externalAddress() {
        if (name.contains("no-address")) {
            return "";
        }
        if (name.contains("private-address")) {
            return "10.1.2.3";
        }
        return name.contains("after-address-change") ? "11.22.55.45" : LAB_EXTERNAL;
    }

    private void prepare(
            SimulatedRouter router, PxpClient client, PxpClient other, String clientAddress)
            throws Exception {
        SoapClient upnp = SoapClient.connection(router, 1);
        switch (name.replaceFirst(".*lab-", "")) {
            case "map-taken" -> {
                other.ask(other.natPmpMap(1, 6000, 6000, 3600));
                other.ask(other.natPmpMap(1, 6001, 6001, 3600));
                other.ask(other.map(PxpClient.UDP, 7020, 7020, 3600, PxpClient.NONCE));
            }
            case "2311-prefer-failure" ->
                    other.ask(other.map(PxpClient.UDP, 7020, 7020, 3600, PxpClient.NONCE));
            case "map-renew", "map-renew-wrong-nonce" -> {
                client.ask(client.natPmpMap(1, 6000, 6000, 3600));
                client.ask(client.map(PxpClient.UDP, 7000, 0, 3600, PxpClient.NONCE));
            }
            case "delete", "delete-wrong-nonce" ->
                    client.ask(client.map(PxpClient.UDP, 7000, 0, 3600, PxpClient.OTHER_NONCE));
            case "delete-blocked" -> {
                client.ask(client.map(PxpClient.UDP, 7300, 0, 3600, PxpClient.NONCE));
                upnp.add("UDP", 7301, clientAddress, 7300, 3600);
            }
            case "delete-of-upnp" -> upnp.add("UDP", 7110, clientAddress, 7110, 3600);
            case "map-over-upnp" -> upnp.add("UDP", 6100, clientAddress, 6100, 3600);
            case "v6-2311-renew-wrong-nonce", "v6-renew-port-0", "v6-delete" ->
                    client.ask(client.map(PxpClient.TCP, 8003, 8003, 3600, PxpClient.NONCE));
            case "v6-over-upnp-pinhole" -> SoapClient.addPinhole(router, 8101);
            default -> {}
        }
    }

    private static String withAddress(String packet, PxpClient client) {
        String own = client.own();
        return packet.replace(LAB_CLIENT, own.substring(24))
                .replace(LAB_IPV6_CLIENT, LOOPBACK_6)
                .replace(LAB_IPV6_ULA, LOOPBACK_6)
                .replace(LAB_LINK_LOCAL, LOOPBACK_6);
    }

    private static String withoutEpoch(String packet) {
        int at = packet.startsWith("00") && packet.length() <= 32 ? 8 : 16;
        return packet.substring(0, at) + NO_EPOCH + packet.substring(at + 8);
    }

    @Override
    public String toString() {
        return name;
    }
}
