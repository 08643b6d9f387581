// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.discovery.LoopbackSearches;
import org.postern.igd.control.calls.BlockingCalls;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Routers that search and announce oddly are found and used all the same, by multicast and by
 * asking them directly. Each has a loopback address of its own, by which it is picked.
 */
@Timeout(120)
class SearchQuirksTest {
    /** Searches that succeed end early; late answers may take half of it. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(700);

    private static final int PORT = 41_900;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final LoopbackSearches searches = opened(new LoopbackSearches());

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    static Stream<Quirk> all() {
        return Quirk.all().stream()
                .filter(quirk -> quirk.numbers().startsWith("S"))
                .filter(quirk -> quirk != Quirk.TWO_DESCRIPTIONS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRouterIsFoundByMulticast_andAPortMapped(Quirk quirk) throws Exception {
        SimulatedRouter router = router(quirk);
        if (quirk == Quirk.UNICAST_ONLY) {
            assertNotFound(router, searches.multicast());
        } else {
            assertUsable(router, searches.multicast());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRouterIsFoundByAskingItDirectly_andAPortMapped(Quirk quirk) throws Exception {
        SimulatedRouter router = router(quirk);
        if (quirk == Quirk.MULTICAST_ONLY) {
            assertNotFound(router, direct(router));
        } else {
            assertUsable(router, direct(router));
        }
    }

    @Test
    void searchesGoBothWays_soThatOneIsEnough() throws Exception {
        for (Quirk half : List.of(Quirk.UNICAST_ONLY, Quirk.MULTICAST_ONLY)) {
            SimulatedRouter router = router(half);
            assertUsable(router, searches.multicast(), direct(router));
        }
    }

    @Test
    void allThatDoesNotExcludeEachOther_together() throws Exception {
        List<Quirk> excluded =
                List.of(
                        Quirk.UNICAST_ONLY,
                        Quirk.SAME_UUID,
                        Quirk.LINK_LOCAL_LOCATION,
                        Quirk.IPV6_LOCATION,
                        Quirk.OTHER_OWN_ADDRESS,
                        Quirk.NAME_LOCATION,
                        Quirk.LATE_ANSWERS);
        Quirk[] together = all().filter(quirk -> !excluded.contains(quirk)).toArray(Quirk[]::new);
        assertUsable(router(together), searches.multicast());
    }

    @Test
    void firstDeviceOnly_isFoundByTheNamesOfGateways() throws Exception {
        SimulatedRouter router = router(Quirk.FIRST_DEVICE_ONLY);
        assertEquals(
                List.of(router.descriptionUrl()),
                listed(router, DeviceFilter.INTERNET_GATEWAYS).stream()
                        .filter(UpnpDevice::validGateway)
                        .map(UpnpDevice::descriptionUrl)
                        .toList());
    }

    @Test
    void devicesBesideTheGateway_areDevicesOfTheirOwn() throws Exception {
        SimulatedRouter router = router(Quirk.WIFI_DEVICE_BESIDE);
        List<UpnpDevice> all = listed(router, new DeviceFilter(""));
        assertEquals(2, all.size());
        assertEquals(router.descriptionUrl(), all.get(0).descriptionUrl());
        assertFalse(all.get(1).validGateway());
        assertEquals("Wireless", all.get(1).friendlyName());
        assertEquals(1, listed(router, DeviceFilter.INTERNET_GATEWAYS).size());
    }

    @Test
    void routersOfOneUuid_areTwo() throws Exception {
        SimulatedRouter one = router(Quirk.SAME_UUID);
        SimulatedRouter other = router(Quirk.SAME_UUID);
        assertEquals(one.udn(), other.udn());
        Gateway first = found(one, searches.multicast());
        Gateway second = found(other, searches.multicast());
        assertFalse(first.info().id().equals(second.info().id()));
        map(second);
        assertEquals(0, one.mappings().size());
        assertEquals(1, other.mappings().size());
        List<URI> listed =
                BlockingCalls.result(
                                engine(searches.multicast())
                                        .list(
                                                settings(0),
                                                DeviceFilter.INTERNET_GATEWAYS,
                                                device -> {}))
                        .stream()
                        .map(UpnpDevice::descriptionUrl)
                        .toList();
        assertTrue(listed.contains(one.descriptionUrl()), listed.toString());
        assertTrue(listed.contains(other.descriptionUrl()), listed.toString());
    }

    @Test
    void twoDescriptions_areOneGateway() throws Exception {
        SimulatedRouter router = router(Quirk.TWO_DESCRIPTIONS);
        Map<String, Candidate> candidates = new ConcurrentHashMap<>();
        CountDownLatch over = new CountDownLatch(1);
        CandidateListener listener =
                new CandidateListener() {
                    @Override
                    public void found(Candidate candidate) {
                        candidates.put(candidate.id(), candidate);
                    }

                    @Override
                    public void ended(Optional<GatewayException> failure) {
                        over.countDown();
                    }
                };
        engine(direct(router)).search(query(router).withTimeout(SHORT), listener);
        over.await();
        assertEquals(1, candidates.size(), candidates.keySet().toString());
        map(candidates.values().iterator().next().gateway().orElseThrow());
        assertEquals(1, router.mappings().size());
        assertEquals(2, listed(router, DeviceFilter.INTERNET_GATEWAYS).size());
    }

    @Test
    void aTextThatIsNoDescription_isNoGateway() throws Exception {
        SimulatedRouter router = router(Quirk.PLAIN_TEXT);
        List<UpnpDevice> all = listed(router, new DeviceFilter(""));
        assertEquals(router.descriptionUrl(), all.get(0).descriptionUrl());
        assertEquals("", all.get(1).descriptionUrl().getPath());
        assertEquals(IgdStatus.HTTP_EMPTY, all.get(1).igdStatus());
    }

    @Test
    void noise_isNeverFollowed() throws Exception {
        SimulatedRouter router = router(Quirk.NOISE);
        assertEquals(1, listed(router, new DeviceFilter("")).size());
        List<String> odd =
                router.requests().stream()
                        .filter(it -> it.contains("HNAP") || it.contains("roku"))
                        .toList();
        assertEquals(List.of(), odd);
    }

    @Test
    void sourcePort1900_isOnlyUsedWhenAskedFor() throws Exception {
        SimulatedRouter router = router(Quirk.NOT_FROM_1900);
        assertEquals(1, listed(router, DeviceFilter.INTERNET_GATEWAYS).size());
        UpnpEngine engine = engine(direct(router));
        GatewayException none =
                assertThrows(
                        GatewayException.class,
                        () ->
                                BlockingCalls.result(
                                        engine.list(
                                                settings(1900),
                                                DeviceFilter.INTERNET_GATEWAYS,
                                                device -> {})));
        assertEquals(UpnpResult.NO_DEVICES, UpnpResult.of(none));
    }

    @Test
    void aRestartThatTheBootIdHides_isFoundAtItsNewLocation() throws Exception {
        SimulatedRouter before = router(Quirk.BOOT_ID_1);
        UpnpEngine engine = engine(searches.multicast());
        assertEquals(before.descriptionUrl().toString(), found(before, engine).info().id());
        before.close();
        SimulatedRouter after =
                opened(
                        SimulatedRouter.start(
                                RouterConfig.standard()
                                        .withNetworkInterface(before.descriptionUrl().getHost())
                                        .withUdn(before.udn())
                                        .withQuirks(Quirk.BOOT_ID_1)));
        assertEquals(after.descriptionUrl().toString(), found(after, engine).info().id());
    }

    @Test
    void aLoopbackLocation_stillLeadsToTheSenderAlone() throws Exception {
        SimulatedRouter router = router(Quirk.LOOPBACK_LOCATION);
        List<UpnpDevice> all = listed(router, new DeviceFilter(""));
        assertEquals(
                List.of(router.descriptionUrl()),
                all.stream().map(UpnpDevice::descriptionUrl).toList());
    }

    private void assertUsable(SimulatedRouter router, DiscoveryStrategy... ways) throws Exception {
        Gateway gateway = found(router, ways);
        assertEquals(router.descriptionUrl().toString(), gateway.info().id());
        map(gateway);
        assertEquals(PORT, router.mappings().get(0).externalPort());
        gateway.unmap(new PortKey(Protocol.UDP, PORT));
        assertEquals(List.of(), router.mappings());
    }

    private void assertNotFound(SimulatedRouter router, DiscoveryStrategy way) {
        GatewayQuery query = query(router).withTimeout(SHORT);
        assertThrows(GatewayException.class, () -> ElectedGateway.by(engine(way), query));
    }

    private static void map(Gateway gateway) throws Exception {
        gateway.map(
                new MappingRequest(
                        Set.of(Protocol.UDP), PORT, PORT, "quirk", Duration.ZERO, false));
    }

    private Gateway found(SimulatedRouter router, DiscoveryStrategy... ways) throws Exception {
        return found(router, engine(ways));
    }

    private static Gateway found(SimulatedRouter router, UpnpEngine engine) throws Exception {
        return ElectedGateway.by(engine, query(router)).gateway();
    }

    /** What the router alone shows; asked directly, since others are simulated on loopback too. */
    private List<UpnpDevice> listed(SimulatedRouter router, DeviceFilter filter) throws Exception {
        return BlockingCalls.result(engine(direct(router)).list(settings(0), filter, device -> {}));
    }

    private static GatewayQuery query(SimulatedRouter router) {
        return GatewayQuery.standard()
                .withTimeout(LONG)
                .withNetworkInterface("lo")
                .withWanted(router.descriptionUrl().getHost());
    }

    private static SearchSettings settings(int sourcePort) {
        return new SearchSettings(Duration.ofSeconds(2), 2, sourcePort, false, "lo");
    }

    private DiscoveryStrategy direct(SimulatedRouter router) throws Exception {
        return searches.unicast(InetAddress.getByName(router.descriptionUrl().getHost()));
    }

    private UpnpEngine engine(DiscoveryStrategy... ways) {
        return opened(TestEngines.with(() -> List.of(ways)));
    }

    private SimulatedRouter router(Quirk... quirks) throws Exception {
        return opened(
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withNetworkInterface(ownAddress())
                                .withWanAddress(ownAddress())
                                .withQuirks(quirks)));
    }

    private static String ownAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(16, 200) + "." + random.nextInt(256) + ".7";
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
