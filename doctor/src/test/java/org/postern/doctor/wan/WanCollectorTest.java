// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.searching.FoundGateway;
import org.postern.doctor.timing.ParallelTasks;
import org.postern.doctor.timing.TimeLimit;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What simulated routers say of their connection. */
@Timeout(60)
class WanCollectorTest {
    private final List<SimulatedRouter> routers = new ArrayList<>();
    private final Upnp upnp = Upnp.create();
    private final ParallelTasks tasks = new ParallelTasks();

    @AfterEach
    void close() {
        tasks.close();
        upnp.close();
        routers.forEach(SimulatedRouter::close);
    }

    private Gateway gateway(RouterConfig config) throws Exception {
        SimulatedRouter router = SimulatedRouter.start(config.withSsdp(false));
        routers.add(router);
        return upnp.describe(router.descriptionUrl()).gateway().orElseThrow();
    }

    private static FoundGateway found(Gateway gateway, List<Gateway> others, long readMillis) {
        GatewayInfo info = gateway.info();
        GatewaySeen seen =
                new GatewaySeen(
                        info.id(),
                        info.name(),
                        info.address(),
                        info.localAddress(),
                        "lo",
                        info.controlProtocols(),
                        1,
                        Optional.empty());
        return new FoundGateway(seen, Optional.of(gateway), others, readMillis);
    }

    private Wan collect(FoundGateway found) throws InterruptedException {
        return collect(found, true);
    }

    private Wan collect(FoundGateway found, boolean mayMap) throws InterruptedException {
        return WanCollector.collect(
                found, mayMap, Optional.of(upnp), tasks, TimeLimit.of(Duration.ofSeconds(20)));
    }

    private Wan of(Quirk... quirks) throws Exception {
        Gateway gateway = gateway(RouterConfig.standard().withQuirks(quirks));
        return collect(found(gateway, List.of(), 0));
    }

    private static Optional<InetAddress> address(String text) throws Exception {
        return Optional.of(InetAddress.getByName(text));
    }

    @Test
    void aRouterThatWorksSaysSo() throws Exception {
        Wan wan = of();
        assertEquals(Optional.of(true), wan.connected());
        assertEquals("Connected", wan.status());
        assertEquals(address("203.0.113.7"), wan.externalAddress());
        assertTrue(wan.uptimeSeconds().isPresent());
    }

    @Test
    void oneThatIsNotConnectedSaysSo() throws Exception {
        Wan wan = of(Quirk.DISCONNECTED);
        assertEquals(Optional.of(false), wan.connected());
        assertEquals("Disconnected", wan.status());
        assertEquals(Optional.empty(), wan.externalAddress());
    }

    @Test
    void addressesThatTheInternetDoesNotReachAreToldAsTheyAre() throws Exception {
        assertEquals(address("10.0.0.2"), of(Quirk.PRIVATE_ADDRESS).externalAddress());
        assertEquals(address("100.64.0.2"), of(Quirk.ADDRESS_CARRIER).externalAddress());
    }

    @Test
    void oneThatIsConnectedWithoutAnAddressIsKnownToHaveNone() throws Exception {
        for (Quirk each : List.of(Quirk.DS_LITE, Quirk.ADDRESS_EMPTY, Quirk.ADDRESS_ZERO)) {
            Wan wan = of(each);
            assertEquals(Optional.of(true), wan.connected());
            assertEquals(Optional.empty(), wan.externalAddress());
        }
    }

    @Test
    void nothingIsKnownOfOneThatDoesNotAnswer() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        routers.get(0).close();

        Wan wan = collect(found(gateway, List.of(), 0));

        assertEquals(Optional.empty(), wan.connected());
        assertEquals(Optional.empty(), wan.externalAddress());
        assertEquals("", wan.status());
    }

    @Test
    void whatOneProtocolDoesNotTellAnotherMay() throws Exception {
        Gateway silent = new SilentGateway("tin");
        Gateway telling = gateway(RouterConfig.standard());

        Wan wan = collect(found(silent, List.of(telling), 0));

        assertEquals(Optional.of(true), wan.connected());
        assertEquals(address("203.0.113.7"), wan.externalAddress());
    }

    @Test
    void withoutAMappingNobodyIsAskedWhoMayMakeOne() throws Exception {
        SilentGateway pcp = new SilentGateway("pcp");
        SilentGateway natPmp = new SilentGateway("nat-pmp");
        SilentGateway both = new SilentGateway("pcp", "nat-pmp", "upnp");
        Gateway telling = gateway(RouterConfig.standard());
        GatewaySeen seen = found(both, List.of(), 0).seen();
        FoundGateway found =
                new FoundGateway(
                        new GatewaySeen(
                                seen.id(),
                                seen.name(),
                                seen.address(),
                                seen.localAddress(),
                                seen.networkInterface(),
                                seen.protocols(),
                                1,
                                telling.info()
                                        .attribute(UpnpAttributes.DESCRIPTION_URL)
                                        .map(URI::toString)),
                        Optional.of(both),
                        List.of(pcp, natPmp),
                        0);

        Wan wan = collect(found, false);

        assertEquals(address("203.0.113.7"), wan.externalAddress());
        assertEquals(0, pcp.asked.get() + both.asked.get());
        assertEquals(1, natPmp.asked.get());

        collect(found, true);
        assertEquals(1, both.asked.get());
    }

    @Test
    void theSlowestAnswerCounts_alsoOneOfTheSearch() throws Exception {
        long slow = of(Quirk.SLOW).readMillis();
        assertTrue(slow >= 700, "after " + slow + " ms");
        assertEquals(
                5000,
                collect(found(gateway(RouterConfig.standard()), List.of(), 5000)).readMillis());
    }

    @Test
    void ofARouterThatCannotBeAskedItIsWhatTheSearchTook() throws Exception {
        Gateway gateway = gateway(RouterConfig.standard());
        FoundGateway late =
                new FoundGateway(
                        found(gateway, List.of(), 0).seen(), Optional.empty(), List.of(), 6000);
        Wan wan = collect(late);
        assertEquals(6000, wan.readMillis());
        assertEquals(Optional.empty(), wan.connected());
        assertEquals(Optional.empty(), wan.externalAddress());
    }

    @Test
    void aRouterThatNeverAnswersIsWaitedForUntilTheLimitAlone() throws Exception {
        Gateway mute = gateway(RouterConfig.standard());
        routers.get(0).close();
        routers.add(
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withSsdp(false)
                                .withQuirks(Quirk.MUTE)
                                .withHttpPort(routers.get(0).descriptionUrl().getPort())));

        Wan wan =
                WanCollector.collect(
                        found(mute, List.of(), 0),
                        true,
                        Optional.of(upnp),
                        tasks,
                        TimeLimit.of(Duration.ofMillis(300)));

        assertEquals(Optional.empty(), wan.connected());
        assertTrue(wan.readMillis() >= 300);
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        FoundGateway found = found(gateway(RouterConfig.standard()), List.of(), 0);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> collect(found));
    }
}
