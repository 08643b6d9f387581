// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.api.upnp.UpnpResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Several gateways, several WAN services: which one is used, why, and how a user chooses. */
@Timeout(60)
class GatewayChoiceTest {
    private static final Duration ENDLESS = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(700);

    private final List<AutoCloseable> open = new ArrayList<>();
    private StubDevice other;
    private StubDevice router;

    @BeforeEach
    void twoRouters() {
        other = stub().withLines("Old router", "adsl");
        other.answering("/adsl", "Disconnected", "0.0.0.0");
        router = stub().withLines("Café router", "line1", "line2");
        router.answering("/line1", "Connected", "203.0.113.9");
        router.answering("/line2", "Connected", "10.0.0.2");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void itIsPickedByName_inAnyCase() throws Exception {
        assertEquals(router.location().toString(), id(wanted("CAFÉ ROUTER")));
    }

    @Test
    void itIsPickedByUdn_withAndWithoutItsPrefix() throws Exception {
        assertEquals(router.location().toString(), id(wanted("uuid:stub-" + router.port())));
        assertEquals(router.location().toString(), id(wanted("STUB-" + router.port())));
    }

    @Test
    void itIsPickedByAddress() throws Exception {
        GatewayChoice choice = wanted("127.0.0.1");
        assertEquals(router.location().toString(), id(choice));
    }

    @Test
    void oneOfItsLinesIsPickedByNameOrUdn() throws Exception {
        assertEquals("/line2", controlPath(wanted("line2")));
        assertEquals("/line2", controlPath(wanted("uuid:line2-" + router.port())));
        assertEquals("/line1", controlPath(wanted("line1")));
    }

    @Test
    void whatIsNotThereIsNotReplaced() {
        GatewayException failure =
                assertThrows(GatewayException.class, () -> find(SHORT, "192.0.2.7"));
        assertEquals(UpnpResult.NO_GATEWAY, UpnpResult.of(failure));
        assertEquals(
                Set.of(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH, Advice.DIAGNOSE),
                failure.advice());
    }

    @Test
    void itsOtherServicesAreToldWithTheReason() throws Exception {
        // Both are private, so that the choice waits for all that is to be known.
        router.answering("/line1", "Connected", "10.0.0.1");
        router.answering("/line2", "Disconnected", "");
        GatewayChoice choice = find(ENDLESS, "");
        assertEquals("/line1", controlPath(choice));
        assertEquals(
                List.of(
                        StubDevice.TYPE
                                + " at /line2: It says that its internet connection is"
                                + " 'Disconnected' and has no external address."),
                choice.passedOver());
    }

    @Test
    void aServiceThatHangsIsToldToo() throws Exception {
        StubDevice hanging = stub().withLines("Half dead", "live", "dead");
        hanging.answering("/live", "Connected", "203.0.113.9");
        GatewayChoice choice =
                ElectedGateway.by(engine(hanging), GatewayQuery.standard().withTimeout(ENDLESS));
        assertEquals(
                List.of(StubDevice.TYPE + " at /dead: It had not answered."), choice.passedOver());
    }

    @Test
    void otherDevicesAreReportedWithTheReason() throws Exception {
        router.answering("/line1", "Connected", "10.0.0.1");
        StubDevice cgnat = stub().withLines("Behind NAT", "wan");
        cgnat.answering("/wan", "Connected", "100.64.0.9");
        Map<String, Candidate> found = candidates(other, router, cgnat);
        assertEquals(2, found.values().stream().filter(Candidate::valid).count());
        Candidate disconnected = found.get(id(other));
        assertEquals("Old router, " + id(other), disconnected.name());
        assertEquals(Standing.DISCONNECTED, disconnected.standing());
        assertEquals(Standing.PRIVATE, found.get(id(cgnat)).standing());
    }

    /** Quirk A31. */
    @Test
    void theOneThatMayWork_isUsedForWantOfAValidOne() throws Exception {
        StubDevice doubtful = stub().withLines("Second router", "wan");
        doubtful.answering("/wan", "Disconnected", "10.0.0.7");
        GatewayChoice choice =
                ElectedGateway.by(
                        engine(other, doubtful), GatewayQuery.standard().withTimeout(SHORT));
        assertEquals(id(doubtful), id(choice));
    }

    /** So that an election waits no longer for better services than for better gateways. */
    @Test
    void aGatewayIsReportedOnceOneOfItsServicesIsValid_andAgainWhenMoreIsKnown() throws Exception {
        StubDevice half = stub().withLines("Half dead", "dead", "live", "late");
        half.answering("/live", "Connected", "10.0.0.2");
        List<Candidate> reports = reports(half);
        Candidate first = reports.get(0);
        assertEquals(Standing.PRIVATE, first.standing());
        assertTrue(first.valid());
        assertTrue(reports.size() > 1, reports.toString());
        assertTrue(
                reports.stream().allMatch(each -> each.id().equals(id(half))), reports.toString());
    }

    private Map<String, Candidate> candidates(StubDevice... devices) throws Exception {
        Map<String, Candidate> latest = new HashMap<>();
        reports(devices).forEach(each -> latest.put(each.id(), each));
        return latest;
    }

    /** All reports of a short search. */
    private List<Candidate> reports(StubDevice... devices) throws Exception {
        List<Candidate> reports = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        engine(devices)
                .search(
                        GatewayQuery.standard().withTimeout(SHORT),
                        new CandidateListener() {
                            @Override
                            public void found(Candidate candidate) {
                                reports.add(candidate);
                            }

                            @Override
                            public void ended(Optional<GatewayException> failure) {
                                ended.countDown();
                            }
                        });
        ended.await();
        return reports;
    }

    private static String id(StubDevice device) {
        return device.location().toString();
    }

    private GatewayChoice wanted(String which) throws Exception {
        return find(ENDLESS, which);
    }

    private GatewayChoice find(Duration timeout, String which) throws Exception {
        GatewayQuery query = GatewayQuery.standard().withTimeout(timeout).withWanted(which);
        return ElectedGateway.by(engine(other, router), query);
    }

    private static String id(GatewayChoice choice) {
        return choice.gateway().info().id();
    }

    private static String controlPath(GatewayChoice choice) {
        return choice.gateway()
                .info()
                .attribute(UpnpAttributes.CONTROL_URL)
                .orElseThrow()
                .getPath();
    }

    private StubDevice stub() {
        StubDevice device = new StubDevice();
        open.add(device);
        return device;
    }

    private UpnpEngine engine(StubDevice... devices) {
        UpnpEngine engine = TestEngines.with(() -> List.of(AnnouncingStrategy.devices(devices)));
        open.add(engine);
        return engine;
    }
}
