// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayInfo;
import org.postern.gateways.fakes.FakeHost;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether answers pass the gateway at 192.168.66.1, which sees this machine at 192.168.66.10. */
class ReplyPathTest {
    private static final GatewayInfo GATEWAY = gateway("192.168.66.1", "192.168.66.10");

    private final FakeHost host =
            new FakeHost()
                    .with("lan0", "192.168.66.10", "192.168.66.1")
                    .with("aside0", "10.66.1.10", "10.66.1.1")
                    .with("tun0", "10.8.0.2")
                    .with("lo", "127.0.0.1");

    @Test
    void answersPassTheGateway_nothingIsSaid() throws Exception {
        host.leaving("192.168.66.10", false);

        assertEquals(Optional.empty(), warning(GATEWAY));
        assertEquals(0, host.commands);
    }

    @Test
    void theSystemDoesNotTell_nothingIsSaid() throws Exception {
        assertEquals(Optional.empty(), warning(GATEWAY));
    }

    @Test
    void answersLeaveThroughATunnel() throws Exception {
        host.leaving("10.8.0.2", true);

        assertEquals(
                Optional.of(
                        "What this machine answers leaves through the tunnel tun0 (10.8.0.2), not"
                                + " through My Router (192.168.66.1): connections from outside get"
                                + " no answer. Except the program from the VPN, or open the port at"
                                + " the VPN's provider."),
                warning(GATEWAY));
    }

    @Test
    void answersLeaveThroughAnotherInterface() throws Exception {
        host.leaving("10.66.1.10", false);

        assertEquals(
                Optional.of(
                        "What this machine answers leaves through aside0 (10.66.1.10), not through"
                                + " My Router (192.168.66.1): connections from outside get no"
                                + " answer. Let the default route lead through this gateway, or"
                                + " open the port on the router there."),
                warning(GATEWAY));
    }

    /** On a host with two networks, each answer may leave the way that the question came. */
    @Test
    void aRuleSendsAnswersBackThroughTheGateway_nothingIsSaid() throws Exception {
        host.leaving("10.66.1.10", false);
        host.ruled = Optional.of(route("lan0", "192.168.66.1"));

        assertEquals(Optional.empty(), warning(GATEWAY));
    }

    @Test
    void aRuleSendsAnswersElsewhere_thatIsSaid() throws Exception {
        host.leaving("10.66.1.10", false);
        host.ruled = Optional.of(route("lan0", "192.168.66.254"));

        assertEquals(Optional.of(otherRouter("192.168.66.254")), warning(GATEWAY));
    }

    @Test
    void anotherRouterOfTheSameNetwork_isTheDefaultGateway() throws Exception {
        host.with("lan0", "192.168.66.10", "192.168.66.254").leaving("192.168.66.10", false);

        assertEquals(Optional.of(otherRouter("192.168.66.254")), warning(GATEWAY));
    }

    /** As of a VPN that has a gateway of its own to be asked for ports. */
    @Test
    void anInterfaceWithoutADefaultGateway_nothingIsSaid() throws Exception {
        host.leaving("10.8.0.2", true);

        assertEquals(Optional.empty(), warning(gateway("10.8.0.1", "10.8.0.2")));
    }

    @Test
    void withoutARoute_thatIsSaid() throws Exception {
        host.withoutWayOut();

        assertEquals(
                Optional.of(
                        "This machine has no route to the internet, over which it could answer:"
                                + " connections from outside get no answer. Give it a default"
                                + " gateway, as DHCP does."),
                warning(GATEWAY));

        host.ruled = Optional.of(route("lan0", "192.168.66.1"));
        assertEquals(Optional.empty(), warning(GATEWAY));
    }

    /** Simulated routers, and programs on this machine that offer to open ports. */
    @Test
    void gatewaysOnThisMachine_areLeftOut() throws Exception {
        host.leaving("10.66.1.10", false);

        assertEquals(Optional.empty(), warning(gateway("127.0.0.1", "127.0.0.1")));
        assertEquals(Optional.empty(), warning(gateway("192.168.66.10", "192.168.66.10")));
        assertEquals(Optional.empty(), warning(gateway("fe80::1", "fe80::2")));
    }

    @Test
    void anAddressThatIsGone_isLeftOut() throws Exception {
        host.leaving("10.66.1.10", false);

        assertEquals(Optional.empty(), warning(gateway("192.168.66.1", "192.168.66.11")));
    }

    private Optional<String> warning(GatewayInfo gateway) throws InterruptedException {
        return ReplyPath.now(host).warning(gateway);
    }

    private static SourceRoute route(String name, String nextHop) {
        return new SourceRoute(name, Optional.of(ModelGateway.address(nextHop)));
    }

    private static String otherRouter(String address) {
        return "What this machine answers leaves through its default gateway "
                + address
                + ", not through My Router (192.168.66.1): connections from outside get no answer."
                + " Make this one the default gateway, or open the port on the other one.";
    }

    private static GatewayInfo gateway(String address, String localAddress) {
        return new GatewayInfo(
                "id",
                List.of("upnp"),
                "My Router",
                "",
                "",
                ModelGateway.address(address),
                ModelGateway.address(localAddress),
                Map.of());
    }
}
