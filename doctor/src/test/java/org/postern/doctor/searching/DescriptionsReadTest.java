// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.fakes.FixedFinder;
import org.postern.doctor.fakes.ListedStrategy;
import org.postern.doctor.fakes.StubGateway;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;
import org.postern.testkit.StubHttpDevice;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of each description, and which are read at all. */
class DescriptionsReadTest extends NetworkSearchFixture {
    DescriptionsReadTest() {
        faster = MUCH_FASTER;
    }

    private SearchOutcome answering(URI location, String target) throws Exception {
        return search(
                FixedFinder.findingNothing(),
                ListedStrategy.multicast(ListedStrategy.at(location, target)));
    }

    private DeviceRead only(SearchOutcome outcome) {
        assertEquals(1, outcome.devices().size());
        return outcome.devices().get(0);
    }

    private Outcome outcomeOf(Quirk quirk) throws Exception {
        SimulatedRouter router = router(RouterConfig.standard().withQuirks(quirk));
        SearchOutcome outcome = answering(router.descriptionUrl(), ListedStrategy.GATEWAY);
        assertEquals(Optional.empty(), outcome.chosen());
        return only(outcome).outcome();
    }

    @Test
    void whatHasNoServiceForPortsIsAnotherDevice() throws Exception {
        assertEquals(Outcome.OTHER_DEVICE, outcomeOf(Quirk.NO_GATEWAY));
    }

    @Test
    void aPageIsNoDescription() throws Exception {
        assertEquals(Outcome.UNREADABLE, outcomeOf(Quirk.LOGIN_PAGE));
    }

    @Test
    void whoNeverAnswersIsSilent() throws Exception {
        assertEquals(Outcome.SILENT, outcomeOf(Quirk.MUTE));
    }

    @Test
    void aDeadServerRefuses() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        router.close();

        SearchOutcome outcome = answering(router.descriptionUrl(), ListedStrategy.GATEWAY);

        assertEquals(Outcome.REFUSED, only(outcome).outcome());
    }

    @Test
    void aDeviceThatDoesNotCallItselfAGatewayIsReadToo() throws Exception {
        faster = SOMEWHAT_FASTER;
        SimulatedRouter router = router(RouterConfig.standard());
        upnp.describe(router.descriptionUrl());

        SearchOutcome outcome = answering(router.descriptionUrl(), ListedStrategy.ROOT);

        assertEquals(Outcome.GATEWAY, only(outcome).outcome());
        assertTrue(outcome.chosen().isPresent());
    }

    @Test
    void aRouterWhoseServiceNeverAnswersIsDescribed_andNotExamined() throws Exception {
        faster = SOMEWHAT_FASTER;
        try (StubHttpDevice router =
                StubHttpDevice.serving(
                        (connection, request) -> {
                            if (request.method().equals("GET")) {
                                StubHttpDevice.write(connection, StubGateway.DESCRIPTION);
                            } else {
                                connection.getInputStream().read();
                            }
                        })) {
            SearchOutcome outcome = answering(router.url("/desc.xml"), ListedStrategy.GATEWAY);

            assertEquals(Outcome.GATEWAY, only(outcome).outcome());
            assertEquals("Stub", only(outcome).name());
            assertEquals(Optional.empty(), outcome.chosen());
            assertEquals(List.of(), outcome.gateways());
        }
    }

    @Test
    void aRouterWhoseDescriptionComesLateIsExaminedAsFarAsItIsKnown() throws Exception {
        faster = 8;
        // Its 700 ms are 5.6 s to this clock.
        SimulatedRouter router = router(RouterConfig.standard().withQuirks(Quirk.SLOW));

        SearchOutcome outcome = answering(router.descriptionUrl(), ListedStrategy.GATEWAY);

        FoundGateway chosen = outcome.chosen().orElseThrow();
        assertEquals("Simulated router", chosen.seen().name());
        assertTrue(chosen.readMillis() > 3000);
        assertEquals(only(outcome).afterMillis(), chosen.readMillis());
        assertEquals(Optional.empty(), chosen.gateway());
        assertEquals(List.of(), outcome.gateways());
        assertEquals(1, router.requests().size());
    }

    @Test
    void nothingIsSentToAHostThatAnotherOneNames() throws Exception {
        try (StubHttpDevice named = StubHttpDevice.hanging("127.0.0.2")) {
            InetAddress sender = InetAddress.getByName("127.0.0.3");
            URI location = named.url("/desc.xml");

            SearchOutcome outcome =
                    search(
                            FixedFinder.findingNothing(),
                            ListedStrategy.multicast(
                                    ListedStrategy.from(sender, location, ListedStrategy.GATEWAY)));

            assertTrue(outcome.answers().get(0).foreignLocation());
            DeviceRead read = only(outcome);
            assertEquals(sender, read.host());
            assertEquals("127.0.0.3", read.url().getHost());
            assertEquals(Outcome.REFUSED, read.outcome());
            assertEquals(0, named.connectionCount());
        }
    }

    @Test
    void knownUrlsAreTriedAtOpenPorts_whereNoGatewayAnswered() throws Exception {
        InetAddress router = InetAddress.getByName("127.0.0.77");
        try (StubHttpDevice device =
                StubHttpDevice.serving(
                        router.getHostAddress(),
                        49_000,
                        (connection, request) ->
                                StubHttpDevice.write(connection, StubGateway.DESCRIPTION))) {
            hops = List.of(hop(router));

            SearchOutcome outcome = search(FixedFinder.findingNothing());

            DeviceRead read = only(outcome);
            assertEquals(device.url("/igddesc.xml"), read.url());
            assertEquals(Outcome.GATEWAY, read.outcome());
            assertTrue(read.guessed());
            assertEquals(List.of(), outcome.gateways());
            assertEquals(Optional.empty(), outcome.chosen());

            SimulatedRouter other = router(RouterConfig.standard().withQuirks(Quirk.NO_GATEWAY));
            int before = device.connectionCount();
            answering(other.descriptionUrl(), ListedStrategy.GATEWAY);
            assertEquals(before, device.connectionCount());
        }
    }

    /** It is slow, and was found: searches are not blocked. */
    @Test
    void aUrlThatWasTriedUnasked_isReadAgain_whereTheRouterNamesItLate() throws Exception {
        InetAddress router = InetAddress.getByName("127.0.0.77");
        ListedStrategy late = ListedStrategy.multicast();
        URI url = URI.create("http://127.0.0.77:49000/igddesc.xml");
        try (StubHttpDevice device =
                StubHttpDevice.serving(
                        router.getHostAddress(),
                        49_000,
                        (connection, request) -> {
                            late.announce(ListedStrategy.from(router, url, ListedStrategy.GATEWAY));
                            StubHttpDevice.write(connection, StubGateway.DESCRIPTION);
                        })) {
            hops = List.of(hop(router));

            SearchOutcome outcome = search(FixedFinder.findingNothing(), late);

            assertEquals(device.url("/igddesc.xml"), only(outcome).url());
            assertFalse(only(outcome).guessed());
            assertEquals(router, outcome.chosen().orElseThrow().seen().address());
        }
    }

    private static NextHop hop(InetAddress router) {
        return new NextHop(
                router,
                "lo",
                NextHop.Neighbour.PRESENT,
                false,
                Map.of(),
                Map.of(49_000, PortAnswer.ANSWERED, 5000, PortAnswer.REFUSED));
    }

    @Test
    void aCrowdOfDevicesIsNotReadWithoutEnd() throws Exception {
        ListedStrategy crowd = ListedStrategy.multicast();
        try (StubHttpDevice device = StubHttpDevice.answering(StubHttpDevice.response(404, ""))) {
            tasks.start(
                    "The crowd",
                    () -> {
                        for (int i = 0; i < 2000; i++) {
                            crowd.announce(
                                    ListedStrategy.from(
                                            InetAddress.getByAddress(
                                                    new byte[] {127, 1, (byte) (i >> 8), (byte) i}),
                                            device.url("/" + i),
                                            ListedStrategy.GATEWAY));
                        }
                        return true;
                    });

            SearchOutcome outcome = search(FixedFinder.findingNothing(), crowd);

            assertEquals(512, outcome.answers().size());
            assertEquals(20, outcome.devices().size());
        }
    }
}
