// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.calls.BlockingCalls;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Which gateway a search settles on, and when. */
@Timeout(60)
class GatewaySearchTest extends SearchOnLoopback {
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
    void twentyHangingDescriptionsDelayNobody() throws Exception {
        StubDevice live = device("/a").answering("/a", "Connected", "203.0.113.9");
        List<StubDevice> hanging = Stream.generate(this::stub).limit(20).toList();
        StubDevice[] all =
                Stream.concat(hanging.stream(), Stream.of(live)).toArray(StubDevice[]::new);
        assertEquals(live.location().toString(), found(ENDLESS, all));
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

    /** Quirk S30. */
    @Test
    void ofEqualsInAListTheDefaultGatewayComesFirst() throws Exception {
        StubDevice other = device("/a").answering("/a", "Connected", "203.0.113.9");
        StubDevice home = device("/a").answering("/a", "Connected", "203.0.113.8");
        AnnouncingStrategy strategy =
                AnnouncingStrategy.of(
                        AnnouncingStrategy.advertisement(AnnouncingStrategy.IGD, other.location()),
                        Advertisement.of(
                                DiscoveryStrategy.UNICAST,
                                home.location(),
                                InetAddress.getLoopbackAddress()));
        SearchSettings settings = new SearchSettings(SHORT, 2, 0, false, "");
        List<UpnpDevice> list =
                BlockingCalls.result(
                        engine(strategy)
                                .list(settings, DeviceFilter.INTERNET_GATEWAYS, device -> {}));
        assertEquals(home.location(), list.get(0).descriptionUrl());
    }

    @Test
    void aDeviceWithoutWanServiceIsNoGateway() {
        GatewayException failure = failure(SHORT, device());
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure));
        assertEquals(Reason.NO_GATEWAY, failure.reason());
    }

    @Test
    void nothingThatAnsweredIsAFailureOfItsOwn() {
        GatewayException failure = failure(Duration.ofMillis(50));
        assertEquals(UpnpResult.NO_DEVICES, UpnpResult.of(failure));
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
    void aTimeoutWithoutLimitIsOne() throws Exception {
        StubDevice router = device("/a").answering("/a", "Connected", "203.0.113.9");
        found(Duration.ofSeconds(Long.MAX_VALUE), router);
    }
}
