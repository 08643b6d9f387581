// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A router that speaks UPnP, PCP and NAT-PMP: one {@code Gateway} service, whichever bundles are
 * there. Both know the router by its address: nothing is searched for on a network.
 */
@InFelix
class SeveralProtocolsIT {
    private static final String GATEWAYS = "org.postern.gateways";
    private static final String UPNP = "org.postern.igd.control";
    private static final String PCP = "org.postern.pcp.control";
    private static final List<String> PROVIDERS = List.of(UPNP, PCP);

    private final List<Configuration> configurations = new ArrayList<>();
    private final Services services = new Services();
    private SimulatedRouter router;

    @BeforeEach
    void nothingIsSearchedFor() throws Exception {
        stop(GATEWAYS);
        for (String each : PROVIDERS) {
            stop(each);
        }
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withControl(RouterProtocol.values())
                                .withPxpPort(0));
        configurations.add(
                Inside.configure(GATEWAYS + ".search", Map.of("networkInterface", "lo")));
        for (String strategy : List.of("ipv4", "ipv6", "unicast")) {
            configurations.add(
                    Inside.configure(
                            "org.postern.discovery." + strategy, Map.of("enabled", false)));
        }
        configurations.add(
                Inside.configureAnother(
                        "org.postern.discovery.url",
                        Map.of("url", router.descriptionUrl().toString())));
        InetSocketAddress server = router.pxpAddress().orElseThrow();
        configurations.add(
                Inside.configure(
                        PCP,
                        Map.of(
                                "servers",
                                server.getAddress().getHostAddress() + ":" + server.getPort())));
        Inside.reference("(&(objectClass=*)(url=" + router.descriptionUrl() + "))");
        System.setProperty("org.postern.gateways.searchAtActivation", "true");
        Inside.context()
                .addServiceListener(services, "(objectClass=" + Gateway.class.getName() + ")");
        start(GATEWAYS);
    }

    @AfterEach
    void asBefore() throws Exception {
        Inside.context().removeServiceListener(services);
        stop(GATEWAYS);
        System.setProperty("org.postern.gateways.searchAtActivation", "false");
        for (Configuration each : configurations) {
            each.delete();
        }
        router.close();
        PROVIDERS.forEach(SeveralProtocolsIT::start);
        start(GATEWAYS);
    }

    @Test
    void upnpBeforePcp_isOneService() throws Exception {
        comeInTurn(PROVIDERS);
    }

    @Test
    void pcpBeforeUpnp_isOneService() throws Exception {
        comeInTurn(List.of(PCP, UPNP));
    }

    private void comeInTurn(List<String> bundles) throws Exception {
        ServiceReference<Gateway> first = null;
        for (int i = 0; i < bundles.size(); i++) {
            start(bundles.get(i));
            ServiceReference<Gateway> gateway = reachedOver(bundles.subList(0, i + 1));
            if (first != null) {
                assertSame(first, gateway);
            }
            first = gateway;
        }
        assertEquals(List.of(1), services.counts());
    }

    @Test
    void theProtocolOfAHeldPortGoes_andItStaysOpenOnTheSameService() throws Exception {
        PROVIDERS.forEach(SeveralProtocolsIT::start);
        ServiceReference<Gateway> gateway = reachedOver(PROVIDERS);
        try (KeptPort port = Inside.service(PortKeeper.class).keep(MappingRequest.tcp(18301))) {
            Inside.eventually("it is open", () -> isOpen(port));
            for (String each : List.of(PCP, UPNP)) {
                stop(each);
                List<String> left = PROVIDERS.stream().filter(one -> !one.equals(each)).toList();
                assertSame(gateway, reachedOver(left));
                assertEquals(1, router.mappings().size());

                start(each);
                assertSame(gateway, reachedOver(PROVIDERS));
                Inside.eventually("it is open", () -> isOpen(port));
            }
            stop(PCP);
            router.forgetMappings();
            router.announce();
            Inside.eventually("it is opened over the other", () -> isOpen(port) && isHeld());
        }
        Inside.eventually("it is closed", () -> !isHeld());
        assertEquals(List.of(1), services.counts());
    }

    private static boolean isOpen(KeptPort port) {
        return port.status().phase() == PortPhase.OPEN;
    }

    private boolean isHeld() {
        return router.mappings().stream().anyMatch(each -> each.externalPort() == 18301);
    }

    /** The one service, as soon as exactly these bundles reach the router. */
    private ServiceReference<Gateway> reachedOver(List<String> bundles) throws Exception {
        Inside.eventually(
                "the gateway is reached over " + bundles,
                () ->
                        PROVIDERS.stream()
                                .allMatch(each -> isReached(each) == bundles.contains(each)));
        return Inside.context().getServiceReference(Gateway.class);
    }

    private static boolean isReached(String bundle) {
        ServiceReference<Gateway> gateway = Inside.context().getServiceReference(Gateway.class);
        return gateway != null
                && List.of((String[]) gateway.getProperty(GatewayProperties.CONTROL_PROTOCOL))
                        .contains(bundle.equals(PCP) ? "pcp" : "upnp");
    }

    private static void start(String bundle) {
        try {
            Inside.bundle(bundle).start();
        } catch (BundleException e) {
            throw new IllegalStateException(bundle, e);
        }
    }

    private static void stop(String bundle) throws BundleException {
        Inside.bundle(bundle).stop();
    }

    /** How many services there were, after each that came or went. */
    private static final class Services implements ServiceListener {
        private final List<Integer> counts = Collections.synchronizedList(new ArrayList<>());
        private int now;

        @Override
        public synchronized void serviceChanged(ServiceEvent event) {
            if (event.getType() == ServiceEvent.REGISTERED) {
                counts.add(++now);
            } else if (event.getType() == ServiceEvent.UNREGISTERING) {
                counts.add(--now);
            }
        }

        List<Integer> counts() {
            return List.copyOf(counts);
        }
    }
}
