// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.IgdStatus;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.calls.BlockingCalls;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.internal.system.ForbiddenSends;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Each cause has a sentence of its own, and the advice that goes with it. */
@Timeout(60)
class SearchFailuresTest extends SearchOnLoopback {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final String CHECK =
            "Check that UPnP is enabled in the router's settings and that no firewall blocks its"
                    + " replies, or give the router's description URL.";

    private static String loopback() throws Exception {
        return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
    }

    private static SearchRequest request(Duration timeout) throws Exception {
        return new SearchRequest(
                List.of("ssdp:all"), timeout, 2, 0, false, InterfaceChoice.named(loopback()));
    }

    private static GatewayException nothing(
            Duration timeout, DeviceFilter filter, String wanted, String... failures)
            throws Exception {
        SearchTroubles troubles = new SearchTroubles();
        for (String each : failures) {
            troubles.failed(each);
        }
        return nothing(timeout, filter, wanted, List.of(), troubles);
    }

    private static GatewayException nothing(
            Duration timeout,
            DeviceFilter filter,
            String wanted,
            List<Assessment> answered,
            SearchTroubles troubles)
            throws Exception {
        return SearchFailures.nothingFound(
                request(timeout),
                filter,
                WantedGateway.of(query(timeout).withWanted(wanted)),
                answered,
                troubles);
    }

    @Test
    void silence_namesTheTimeAndTheInterface() throws Exception {
        GatewayException failure = nothing(TWO_SECONDS, DeviceFilter.INTERNET_GATEWAYS, "");

        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals(
                "No gateway answered within 2 s on " + loopback() + ". " + CHECK,
                failure.getMessage());
        assertEquals(
                EnumSet.of(
                        Advice.NAME_GATEWAY,
                        Advice.LONGER_SEARCH,
                        Advice.OTHER_INTERFACE,
                        Advice.DIAGNOSE),
                failure.advice());
    }

    @Test
    void whatStrategiesReport_endsWithAFullStop() throws Exception {
        assertEquals(
                "No device was found within 50 ms on "
                        + loopback()
                        + ". Network is unreachable. One more. "
                        + CHECK,
                nothing(
                                Duration.ofMillis(50),
                                new DeviceFilter(""),
                                "",
                                "Network is unreachable",
                                "One more.")
                        .getMessage());
    }

    /** That UPnP may be off is no longer said: nobody was asked. */
    @Test
    void aSystemThatLetsNothingOut_isTheCause() throws Exception {
        SearchTroubles troubles = new SearchTroubles();
        troubles.failed("Could not search from 192.0.2.5 (eth0): Operation not permitted");
        troubles.forbid();

        GatewayException failure =
                nothing(TWO_SECONDS, DeviceFilter.INTERNET_GATEWAYS, "", List.of(), troubles);

        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals(
                "No gateway was found within 2 s on "
                        + loopback()
                        + ". Could not search from 192.0.2.5 (eth0): Operation not permitted. "
                        + ForbiddenSends.CAUSE,
                failure.getMessage());
        assertTrue(failure.advice().contains(Advice.DIAGNOSE));
    }

    @Test
    void whatWasRefused_isNamedBesideOtherDevices() throws Exception {
        SearchTroubles troubles = new SearchTroubles();
        troubles.refused("192.0.2.1 answered, but its description URL is refused");

        assertEquals(
                "No internet gateway answered, only other devices: 192.0.2.9. It is off. 192.0.2.1"
                        + " answered, but its description URL is refused. Check that UPnP is"
                        + " enabled in the router's settings.",
                nothing(
                                TWO_SECONDS,
                                DeviceFilter.INTERNET_GATEWAYS,
                                "",
                                List.of(unread("192.0.2.9")),
                                troubles)
                        .getMessage());
        assertTrue(
                SearchFailures.noneValid(
                                WantedGateway.ANY,
                                List.of(unread("192.0.2.9")),
                                troubles.refusedLocations())
                        .getMessage()
                        .contains("It is off. 192.0.2.1 answered, but"));
    }

    @Test
    void noTimeout_isTheCause() throws Exception {
        GatewayException failure = nothing(Duration.ZERO, DeviceFilter.INTERNET_GATEWAYS, "");

        assertEquals(Set.of(Advice.LONGER_SEARCH), failure.advice());
        assertEquals(
                "No device could answer: with a timeout of 0, nothing is waited for.",
                failure.getMessage());
    }

    @Test
    void aWordLikeAUrl_lacksItsScheme() throws Exception {
        for (String word : List.of("10.0.0.1:5000", "router.lan:80", "10.0.0.1/root.xml")) {
            assertEquals(
                    "No gateway answered within 2 s on "
                            + loopback()
                            + ". If '"
                            + word
                            + "' is meant as a URL, begin it with http://.",
                    nothing(TWO_SECONDS, DeviceFilter.INTERNET_GATEWAYS, word).getMessage());
        }
        for (String word : List.of("uuid:1", "uuid:0-1:2", "Hall", "fe80::1", "10.0.0.1", ":1")) {
            assertEquals(
                    "No gateway answered within 2 s on " + loopback() + ". " + CHECK,
                    nothing(TWO_SECONDS, DeviceFilter.INTERNET_GATEWAYS, word).getMessage());
        }
    }

    @Test
    void devicesThatTheFilterDrops_areNamed() throws Exception {
        StubDevice device = device("/a").answering("/a", "Connected", "203.0.113.9");
        UpnpEngine engine = engine(AnnouncingStrategy.devices(device));
        SearchSettings settings = new SearchSettings(SHORT, 2, 0, false, "");

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () ->
                                BlockingCalls.result(
                                        engine.list(
                                                settings, new DeviceFilter("basic"), each -> {})));

        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals(
                "None of the devices that answered passes the filter 'basic': Stub. A filter is a"
                        + " part of a device's type, in the same case.",
                failure.getMessage());
    }

    @Test
    void devicesThatWillNotDo_areNamedWithTheReason() throws Exception {
        List<Assessment> devices = List.of(unread("192.0.2.1"));
        String check =
                " Check on the router's web page that its internet connection and UPnP are on. If"
                        + " the router is slow, try a longer timeout or give its URL.";

        GatewayException failure = SearchFailures.noneValid(WantedGateway.ANY, devices, List.of());

        assertEquals(Reason.NO_GATEWAY, failure.reason());
        assertEquals(
                "None of the devices that answered is a valid gateway. 192.0.2.1: It is off."
                        + check,
                failure.getMessage());
        assertEquals(
                "No gateway '192.0.2.7' answered. Found: 192.0.2.1: It is off." + check,
                SearchFailures.noneValid(new WantedGateway("192.0.2.7"), devices, List.of())
                        .getMessage());
    }

    private static Assessment unread(String host) throws Exception {
        DeviceLocation location =
                DeviceLocation.of(
                        URI.create("http://" + host + "/d.xml"),
                        InetAddress.getByName(host),
                        "a test");
        return Assessment.unread(location, IgdStatus.HTTP_ERROR, "It is off.", Optional.empty());
    }

    /** Nobody is asked but the sender, where nothing listens at the port that it names. */
    @Test
    void aLocationOfAnotherHost_isTheReasonThatIsGiven() throws Exception {
        GatewayException failure = failure("http://192.168.254.1:9/d.xml");

        assertEquals(Reason.NO_GATEWAY, failure.reason());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("The description http://127.0.0.1:9/d.xml"), message);
        assertTrue(message.contains("The device named http://192.168.254.1:9/d.xml"), message);
    }

    @Test
    void aLocationThatIsRefused_isTheReasonThatIsGiven() throws Exception {
        GatewayException failure = failure("https://127.0.0.1/d.xml");

        assertEquals(Reason.NO_DEVICES, failure.reason());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("No gateway was found"), message);
        assertTrue(message.contains("127.0.0.1 answered, but"), message);
    }

    private GatewayException failure(String location) {
        UpnpEngine engine =
                engine(
                        AnnouncingStrategy.of(
                                AnnouncingStrategy.advertisement(
                                        AnnouncingStrategy.IGD, URI.create(location))));
        return assertThrows(GatewayException.class, () -> ElectedGateway.by(engine, query(SHORT)));
    }

    /** It must not wait for its timeout. */
    @Test
    void withoutAStrategy_theSearchFailsAtOnce() {
        GatewayException failure =
                assertThrows(
                        GatewayException.class, () -> ElectedGateway.by(engine(), query(ENDLESS)));

        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals(Set.of(), failure.advice());
    }
}
