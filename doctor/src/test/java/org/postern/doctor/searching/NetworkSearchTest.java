// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Watch;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.fakes.FixedFinder;
import org.postern.doctor.fakes.ListedStrategy;
import org.postern.doctor.fakes.StubGateway;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;
import org.postern.testkit.tin.TinProtocol;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Which gateway is examined, and what is known of all. */
class NetworkSearchTest extends NetworkSearchFixture {
    @Test
    void theGatewayOfTheOtherCallsIsExamined_andNotReadASecondTime() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        Gateway gateway = gateway(router);
        int requests = router.requests().size();
        ListedStrategy multicast =
                ListedStrategy.multicast(
                        ListedStrategy.at(router.descriptionUrl(), ListedStrategy.GATEWAY));

        SearchOutcome outcome = search(FixedFinder.finding(gateway), multicast);

        FoundGateway chosen = outcome.chosen().orElseThrow();
        assertSame(gateway, chosen.gateway().orElseThrow());
        assertEquals(List.of(chosen.seen()), outcome.gateways());
        assertEquals(List.of("upnp"), chosen.seen().protocols());
        assertEquals(
                Optional.of(router.descriptionUrl().toString()), chosen.seen().descriptionUrl());
        assertEquals(List.of(), outcome.devices());
        assertEquals(requests, router.requests().size());
        SearchAnswer answer = outcome.answers().get(0);
        assertTrue(answer.gateway());
        assertFalse(answer.unicast());
        assertTrue(multicast.closed.await(0, TimeUnit.SECONDS));
        assertFalse(told.isEmpty());
    }

    @Test
    void anotherGatewayThatAnswersIsNamed_andOtherDevicesAreNotRead() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        SimulatedRouter device = router(RouterConfig.standard());
        try (StubGateway other = StubGateway.start("127.0.0.2")) {
            ListedStrategy multicast =
                    ListedStrategy.multicast(
                            ListedStrategy.at(router.descriptionUrl(), ListedStrategy.GATEWAY),
                            ListedStrategy.at(other.descriptionUrl(), ListedStrategy.GATEWAY),
                            ListedStrategy.from(
                                    InetAddress.getByName("127.0.0.3"),
                                    device.descriptionUrl(),
                                    ListedStrategy.ROOT));

            SearchOutcome outcome = search(FixedFinder.finding(gateway(router)), multicast);

            assertEquals(
                    List.of(router.descriptionUrl(), other.descriptionUrl()),
                    outcome.gateways().stream()
                            .map(each -> URI.create(each.descriptionUrl().orElseThrow()))
                            .toList());
            assertEquals(1, outcome.devices().size());
            assertEquals(List.of(), device.requests());
        }
    }

    @Test
    void searchesAskForAllDevices_withAnswersWithinASecond() throws Exception {
        faster = MUCH_FASTER;
        ListedStrategy multicast = ListedStrategy.multicast();

        search(FixedFinder.findingNothing(), multicast);

        SearchRequest request = multicast.request.join();
        assertEquals(InterfaceChoice.any(), request.networkInterface());
        assertTrue(request.searchTargets().contains(ListedStrategy.GATEWAY));
        assertTrue(request.searchTargets().contains("ssdp:all"));
        assertEquals(Duration.ofSeconds(2), request.timeout());
    }

    @Test
    void anAnswerToADirectSearchAlone_isToldFromOneByMulticast() throws Exception {
        faster = MUCH_FASTER;
        SimulatedRouter router = router(RouterConfig.standard());
        ListedStrategy unicast =
                ListedStrategy.unicast(
                        ListedStrategy.at(router.descriptionUrl(), ListedStrategy.ROOT),
                        ListedStrategy.at(router.descriptionUrl(), ListedStrategy.GATEWAY));

        SearchOutcome outcome = search(FixedFinder.finding(gateway(router)), unicast);

        assertEquals(1, outcome.answers().size());
        assertTrue(outcome.answers().get(0).unicast());
        assertTrue(outcome.answers().get(0).gateway());
    }

    @Test
    void aRouterThatAnswersLaterThanOtherCallsWaitIsExamined() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        ListedStrategy late = ListedStrategy.multicast();
        upnp.describe(router.descriptionUrl());
        Advertisement said = ListedStrategy.at(router.descriptionUrl(), ListedStrategy.GATEWAY);
        long delay = Duration.ofSeconds(3).toNanos() / SOMEWHAT_FASTER;
        // The finder has failed by then.
        CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS)
                .execute(() -> late.announce(said));

        SearchOutcome outcome = search(FixedFinder.findingNothing(), late);

        GatewaySeen seen = outcome.chosen().orElseThrow().seen();
        assertTrue(seen.afterMillis() >= 2000, "after " + seen.afterMillis() + " ms");
        assertTrue(outcome.chosen().get().gateway().isPresent());
        assertEquals(List.of(seen), outcome.gateways());
    }

    @Test
    void aRouterThatIsNotConnectedIsExamined_thoughItCannotBeUsed() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard().withQuirks(Quirk.DISCONNECTED));

        SearchOutcome outcome = searchAnsweredBy(router);

        Gateway gateway = outcome.chosen().orElseThrow().gateway().orElseThrow();
        assertEquals("Disconnected", gateway.status().status());
        assertEquals(List.of(), outcome.gateways());
    }

    @Test
    void aGatewayElsewhereThanTheUserLooks_isNamedAndNotExamined() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        NetworkInterface loopback =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        place =
                new SearchPlace(
                        new InterfaceChoice(
                                Optional.of(loopback),
                                Optional.of(InetAddress.getByName("127.0.0.99"))),
                        false);

        SearchOutcome outcome = searchAnsweredBy(router);

        assertEquals(Optional.empty(), outcome.chosen());
        assertEquals(1, outcome.gateways().size());
        assertEquals(loopback.getName(), outcome.gateways().get(0).networkInterface());
    }

    @Test
    void whoLooksOnLoopbackLooksThereAlone() throws Exception {
        faster = MUCH_FASTER;
        place = SearchPlace.of(query.withNetworkInterface("127.0.0.1"));
        ListedStrategy multicast = ListedStrategy.multicast();

        search(FixedFinder.findingNothing(), multicast);

        assertEquals(place.chosen(), multicast.request.join().networkInterface());
    }

    @Test
    void anotherGatewayThanTheWantedOne_isNamedAndNotExamined() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        query = query.withWanted("192.0.2.1");

        SearchOutcome outcome = searchAnsweredBy(router);

        assertEquals(Optional.empty(), outcome.chosen());
        assertEquals(1, outcome.gateways().size());
    }

    @Test
    void aGatewayOverAMadeUpProtocolIsExamined_andItsProtocolNamed() throws Exception {
        faster = MUCH_FASTER;
        protocols = List.of(new BrokenProtocol(), new TinProtocol());

        SearchOutcome outcome = search(FixedFinder.findingNothing(), new BrokenStrategy());

        assertEquals(List.of(TinProtocol.NAME), outcome.chosen().orElseThrow().seen().protocols());
        assertEquals(List.of(TinProtocol.NAME), outcome.protocolsThatAnswered());
        assertEquals(1, outcome.gateways().size());
    }

    @Test
    void theOtherCallsSearchIsTheUsers_andNoLongerThanOthersAreWaitedFor() throws Exception {
        faster = MUCH_FASTER;
        query = query.withTimeout(Duration.ofMinutes(1)).withControlProtocol("upnp");
        FixedFinder finder = FixedFinder.findingNothing();

        search(finder);

        assertEquals(query.withTimeout(Duration.ofSeconds(6)), finder.query.join());
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        faster = MUCH_FASTER;
        ListedStrategy multicast = ListedStrategy.multicast();
        Thread caller = Thread.currentThread();
        multicast.request.thenRun(caller::interrupt);

        assertThrows(
                InterruptedException.class, () -> search(FixedFinder.findingNothing(), multicast));
        assertTrue(multicast.closed.await(0, TimeUnit.SECONDS));
    }

    private static final class BrokenStrategy implements DiscoveryStrategy {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Search search(SearchRequest request, SearchListener listener) {
            throw new IllegalStateException("a bug of another bundle");
        }
    }

    private static final class BrokenProtocol implements ControlProtocol {
        @Override
        public String name() {
            throw new IllegalStateException("a bug of another bundle");
        }

        @Override
        public Watch search(GatewayQuery query, CandidateListener listener) {
            return () -> {};
        }

        @Override
        public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener) {
            return () -> {};
        }
    }
}
