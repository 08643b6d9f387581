// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.igd.control.calls.BlockingCalls;
import org.postern.igd.control.internal.address.UnreachableAddress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Which WAN service of which device is chosen, by what it answers and when. */
@Timeout(60)
class ServiceChoiceTest extends SearchOnLoopback {
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
        assertEquals(
                UnreachableAddress.warning(InetAddress.getByName("10.0.0.2")).stream().toList(),
                choice.warnings());
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
}
