// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.calls.BlockingCalls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Which gateway a search settles on, and when. */
@Timeout(60)
class GatewaySearchTest {
    /** Long enough that a search that waits it out fails by the class's time limit. */
    private static final Duration ENDLESS = Duration.ofMinutes(5);

    private static final Duration SHORT = Duration.ofMillis(700);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void aConnectedGatewayWithAPublicAddressEndsTheSearch() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9");
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(router);
        UpnpEngine engine = engine(strategy);
        GatewayChoice choice = ElectedGateway.by(engine, query(ENDLESS));
        assertEquals(router.location().toString(), choice.gateway().info().id());
        assertEquals(List.of(), choice.warnings());
        engine.close();
        assertEquals(0, strategy.open());
    }

    @Test
    void upIsAWordForConnected() throws Exception {
        StubDevice router = device("/a").answering("/a", "Up", "203.0.113.9");
        assertEquals(router.location().toString(), found(ENDLESS, router));
    }

    @Test
    void aPrivateAddressIsTakenWithAWarningAfterTheGrace() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "10.0.0.2");
        GatewayChoice choice =
                ElectedGateway.by(engine(AnnouncingStrategy.devices(router)), query(ENDLESS));
        assertTrue(choice.warnings().get(0).contains("private external address 10.0.0.2"));
    }

    @Test
    void twentyHangingDescriptionsDelayNobody() throws Exception {
        StubDevice live = device("/a").answering("/a", "Connected", "203.0.113.9");
        List<StubDevice> hanging = Stream.generate(this::stub).limit(20).toList();
        StubDevice[] all =
                Stream.concat(hanging.stream(), Stream.of(live)).toArray(StubDevice[]::new);
        assertEquals(live.location().toString(), found(ENDLESS, all));
    }

    @Test
    void aHangingServiceDoesNotHideTheOneThatWorks() throws Exception {
        StubDevice router = device("/dead", "/live").answering("/live", "Connected", "203.0.113.9");
        assertEquals("/live", controlPath(ENDLESS, router));
    }

    @Test
    void theConnectedServiceIsUsedWhereverItStands() throws Exception {
        StubDevice router =
                device("/ppp", "/ip")
                        .answering("/ppp", "Disconnected", "0.0.0.0")
                        .answering("/ip", "Connected", "203.0.113.9");
        assertEquals("/ip", controlPath(ENDLESS, router));
    }

    @Test
    void theOrderOfTheDocumentBreaksTies() throws Exception {
        StubDevice router =
                device("/1", "/2", "/3")
                        .answering("/1", "Connected", "10.0.0.1")
                        .answering("/2", "Connected", "10.0.0.2")
                        .answering("/3", "Connected", "10.0.0.3");
        assertEquals("/1", controlPath(ENDLESS, router));
    }

    @Test
    void theOldServicesAreTakenWhenNothingElseCame() throws Exception {
        StubDevice old =
                stub().withServicesOfType("urn:dslforum-org:service:WANPPPConnection:1", "/a")
                        .answering("/a", "Connected", "203.0.113.9");
        assertEquals("/a", controlPath(SHORT, old));
    }

    @Test
    void aDisconnectedRouterIsNoGateway() {
        StubDevice router = device("/a").answering("/a", "Disconnected", "");
        GatewayException failure = failure(SHORT, router);
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure));
    }

    /** Quirk A31. */
    @Test
    void aDisconnectedRouterWithAPrivateAddressIsTriedWhenNothingElseCame() throws Exception {
        StubDevice doubtful = device("/a").answering("/a", "Disconnected", "10.0.0.2");
        StubDevice off = device("/a").answering("/a", "Disconnected", "0.0.0.0");
        GatewayChoice choice =
                ElectedGateway.by(engine(AnnouncingStrategy.devices(off, doubtful)), query(SHORT));
        assertEquals(doubtful.location().toString(), choice.gateway().info().id());
        assertEquals(1, choice.warnings().size(), choice.toString());
        byUrl(doubtful.location().toString());
        UpnpDevice described =
                BlockingCalls.result(engine(AnnouncingStrategy.of()).describe(doubtful.location()));
        assertEquals(IgdStatus.DISCONNECTED, described.igdStatus());
        assertFalse(described.validGateway());
    }

    @Test
    void aRouterThatHangsIsNoGateway() {
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure(SHORT, device("/a"))));
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure(SHORT, stub())));
    }

    /** Packets get lost: what answered may need longer to be read than the search lasts. */
    @Test
    void aGatewayThatAnsweredIsReadBeyondTheTimeOut() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9").heldBack();
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(router);
        CompletableFuture<GatewayChoice> search =
                ElectedGateway.start(engine(strategy), query(Duration.ofSeconds(2)));
        strategy.awaitClosed();
        assertFalse(search.isDone());
        router.go();
        assertEquals(
                router.location().toString(), BlockingCalls.result(search).gateway().info().id());
    }

    @Test
    void afterTheTimeOutTheLastDeviceReadEndsTheSearch() throws Exception {
        StubDevice none = device().heldBack();
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(none);
        CompletableFuture<GatewayChoice> search =
                ElectedGateway.start(engine(strategy), query(Duration.ofSeconds(2)));
        strategy.awaitClosed();
        none.go();
        GatewayException failure =
                assertThrows(GatewayException.class, () -> BlockingCalls.result(search));
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure));
    }

    @Test
    void oneOfTwoAnswersIsEnoughAtTheTimeOut() throws Exception {
        String address = "<NewExternalIPAddress>203.0.113.9</NewExternalIPAddress>";
        String status = "<NewConnectionStatus>Connected</NewConnectionStatus>";
        StubDevice first = device("/a").replying("/a", "GetExternalIPAddress", address);
        assertEquals("/a", controlPath(SHORT, first));
        StubDevice second = device("/a").replying("/a", "GetStatusInfo", status);
        assertEquals("/a", controlPath(SHORT, second));
    }

    @Test
    void aListIsCompleteAtTheTimeOut() throws Exception {
        StubDevice mute = stub();
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(mute);
        SearchSettings settings = new SearchSettings(SHORT, 2, 0, false, "");
        List<UpnpDevice> list =
                BlockingCalls.result(
                        engine(strategy)
                                .list(settings, DeviceFilter.INTERNET_GATEWAYS, device -> {}));
        assertEquals(IgdStatus.HTTP_ERROR, list.get(0).igdStatus());
        assertEquals(0, strategy.open());
    }

    @Test
    void aDeviceWithoutWanServiceIsNoGateway() {
        GatewayException failure = failure(SHORT, device());
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure));
        assertTrue(failure.getMessage().contains("neither WANIPConnection"), failure.getMessage());
    }

    @Test
    void nothingThatAnsweredIsToldWithWhatWasTried() {
        GatewayException failure = failure(Duration.ofMillis(50));
        assertEquals(UpnpResult.NO_DEVICES, UpnpResult.of(failure));
        assertTrue(failure.getMessage().contains("asked announcing"), failure.getMessage());
    }

    @Test
    void aDeviceIsReadOnceHoweverOftenItAnswers() throws Exception {
        StubDevice router = device();
        var answer = AnnouncingStrategy.advertisement(AnnouncingStrategy.IGD, router.location());
        var other = AnnouncingStrategy.advertisement("upnp:rootdevice", router.location());
        UpnpEngine engine = engine(AnnouncingStrategy.of(answer, other, answer, answer));
        assertThrows(GatewayException.class, () -> ElectedGateway.by(engine, query(SHORT)));
        assertEquals(List.of("GET"), router.asked());
    }

    @Test
    void aBrokenStrategyDoesNotStopTheOthers() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9");
        DiscoveryStrategy broken =
                new DiscoveryStrategy() {
                    @Override
                    public String name() {
                        return "broken";
                    }

                    @Override
                    public Search search(SearchRequest request, SearchListener listener) {
                        throw new IllegalStateException("no");
                    }
                };
        UpnpEngine engine = engine(broken, AnnouncingStrategy.devices(router));
        ElectedGateway.by(engine, query(ENDLESS));
    }

    @Test
    void aUrlSkipsTheSearch() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9");
        AnnouncingStrategy silent = AnnouncingStrategy.of();
        UpnpEngine engine = engine(silent);
        String url = router.location().toString();
        assertEquals(
                url,
                ElectedGateway.by(engine, query(ENDLESS).withWanted(url)).gateway().info().id());
        String named = url.replace("127.0.0.1", "localhost");
        assertEquals(
                named,
                ElectedGateway.by(engine, query(ENDLESS).withWanted(named)).gateway().info().id());
    }

    @Test
    void aUrlOfNoGatewaySaysSo() {
        StubDevice none = device();
        GatewayException failure =
                assertThrows(GatewayException.class, () -> byUrl(none.location().toString()));
        assertEquals(UpnpResult.INVALID_GATEWAY, UpnpResult.of(failure));
        none.close();
        assertEquals(
                UpnpResult.SOCKET_ERROR,
                UpnpResult.of(
                        assertThrows(
                                GatewayException.class, () -> byUrl(none.location().toString()))));
        for (String bad :
                List.of(
                        "https://127.0.0.1/x",
                        "file:///etc/passwd",
                        "http://u@127.0.0.1/",
                        "http://[/")) {
            assertEquals(
                    UpnpResult.INVALID_PARAM,
                    UpnpResult.of(assertThrows(GatewayException.class, () -> byUrl(bad))),
                    bad);
        }
    }

    @Test
    void theGraceRunsOnce_fromTheFirstValidServiceOn() throws Exception {
        StubDevice router = device("/live", "/dead").answering("/live", "Connected", "10.0.0.2");
        UpnpEngine engine = engine(AnnouncingStrategy.devices(router));
        ElectedGateway.by(engine, query(ENDLESS));
    }

    @Test
    void whatIsKnownAtTheTimeoutCounts_evenIfAnotherServiceStillHangs() throws Exception {
        StubDevice router = device("/live", "/dead").answering("/live", "Connected", "10.0.0.2");
        assertEquals("/live", eventually(() -> controlPath(Duration.ofMillis(90), router)));
    }

    /** Less time than the grace is little on a busy machine. */
    private static String eventually(Callable<String> search) throws Exception {
        for (int tries = 0; tries < 50; tries++) {
            try {
                return search.call();
            } catch (GatewayException e) {
                assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(e));
            }
        }
        return "never";
    }

    @Test
    void aRouterThatDoesNotTellItsStateIsTakenAtItsAddress() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "100.64.1.1");
        router.refusing("/a", "GetStatusInfo", 401);
        assertEquals("/a", controlPath(ENDLESS, router));
    }

    @Test
    void theOldServicesComeLastInTheList() throws Exception {
        StubDevice old =
                stub().withServicesOfType("urn:dslforum-org:service:WANPPPConnection:1", "/a")
                        .answering("/a", "Connected", "203.0.113.9");
        StubDevice standard = device("/a").answering("/a", "Connected", "10.0.0.2");
        StubDevice none = device();
        List<UpnpDevice> list =
                BlockingCalls.result(
                        engine(AnnouncingStrategy.devices(none, old, standard))
                                .list(
                                        new SearchSettings(SHORT, 2, 0, false, ""),
                                        DeviceFilter.INTERNET_GATEWAYS,
                                        device -> {}));
        assertEquals(
                List.of(IgdStatus.OK, IgdStatus.UNKNOWN_DEVICE, IgdStatus.NO_IGD),
                list.stream().map(UpnpDevice::igdStatus).toList());
        assertTrue(list.get(1).validGateway());
    }

    @Test
    void everyCallEndsWhenTheEngineIsClosed() throws Exception {
        StubDevice router = device("/a");
        for (int round = 0; round < 30; round++) {
            UpnpEngine engine = engine(AnnouncingStrategy.devices(router));
            List<CompletableFuture<?>> calls =
                    List.of(
                            ElectedGateway.start(engine, query(ENDLESS)),
                            engine.describe(router.location()),
                            engine.inspect(stub().location()),
                            ElectedGateway.start(
                                    engine,
                                    query(ENDLESS).withWanted(router.location().toString())));
            engine.close();
            for (CompletableFuture<?> call : calls) {
                assertTrue(call.isDone());
            }
            assertTrue(engine.describe(router.location()).isDone());
        }
    }

    @Test
    void aTimeoutWithoutLimitIsOne() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9");
        found(Duration.ofSeconds(Long.MAX_VALUE), router);
    }

    /** The engine's thread takes no tasks any more, not even the one that ends a search. */
    @Test
    void aSearchCancelledWhileTheEngineClosesIsEnded() throws Exception {
        AnnouncingStrategy strategy = AnnouncingStrategy.devices(device());
        UpnpEngine engine = engine(strategy);
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<List<UpnpDevice>> search =
                engine.list(
                        new SearchSettings(ENDLESS, 2, 0, false, ""),
                        DeviceFilter.INTERNET_GATEWAYS,
                        device -> {
                            reported.countDown();
                            awaitQuietly(released);
                        });
        reported.await();
        Thread closing = new Thread(engine::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING
                && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        search.cancel(false);
        released.countDown();
        closing.join();
        assertEquals(0, strategy.open());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingTheEngineEndsItsSearches() throws Exception {
        UpnpEngine engine = engine(AnnouncingStrategy.devices(stub()));
        CompletableFuture<GatewayChoice> search = ElectedGateway.start(engine, query(ENDLESS));
        engine.close();
        assertThrows(CompletionException.class, search::join);
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(
                                thread ->
                                        thread.getName().equals("postern-igd")
                                                && thread.isAlive()));
    }

    private void byUrl(String url) throws Exception {
        ElectedGateway.by(engine(AnnouncingStrategy.of()), query(ENDLESS).withWanted(url));
    }

    private String found(Duration timeout, StubDevice... devices) throws Exception {
        return ElectedGateway.by(engine(AnnouncingStrategy.devices(devices)), query(timeout))
                .gateway()
                .info()
                .id();
    }

    private String controlPath(Duration timeout, StubDevice router) throws Exception {
        return ElectedGateway.by(engine(AnnouncingStrategy.devices(router)), query(timeout))
                .gateway()
                .info()
                .attribute(UpnpAttributes.CONTROL_URL)
                .orElseThrow()
                .getPath();
    }

    private GatewayException failure(Duration timeout, StubDevice... devices) {
        return assertThrows(
                GatewayException.class,
                () ->
                        ElectedGateway.by(
                                engine(AnnouncingStrategy.devices(devices)), query(timeout)));
    }

    private static GatewayQuery query(Duration timeout) {
        return GatewayQuery.standard().withTimeout(timeout);
    }

    private StubDevice device(String... controlUrls) {
        return stub().withServices(controlUrls);
    }

    /** Never answers anything unless it is given a description. */
    private StubDevice stub() {
        StubDevice device = new StubDevice();
        open.add(device);
        return device;
    }

    private UpnpEngine engine(DiscoveryStrategy... strategies) {
        UpnpEngine engine = new UpnpEngine(() -> List.of(strategies));
        open.add(engine);
        return engine;
    }
}
