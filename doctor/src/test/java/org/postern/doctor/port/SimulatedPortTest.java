// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.PortEntry.State;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A port of simulated routers, over the protocols that they speak. */
@Timeout(60)
class SimulatedPortTest {
    private static final String STATE = "org.postern.pcp.control.state";

    private final OnePort port = new OnePort();
    private final GatewayFinder finder = GatewayFinder.create();
    private SimulatedRouter router;

    @BeforeEach
    void keepState(@TempDir Path folder) {
        System.setProperty(STATE, folder.toString());
    }

    @AfterEach
    void close() {
        finder.close();
        router.close();
        System.clearProperty(STATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lease-402",
                "lease-vanishes",
                "description-402",
                "description-empty",
                "description-cut",
                "description-dropped",
                "names-differ",
                "same-ports-724",
                "no-specific",
                "hidden-714",
                "specific-402",
                "list-ends-402",
                "delete-star",
                "done-501",
                "empty-200",
                "lease-reads-0",
                "lease-garbled",
                "add-empty-500",
                "add-hangs-up"
            })
    void aRouterWithHabits_takesTheMapping_andHoldsNothingAfterwards(String profile)
            throws Exception {
        PortEvidence seen = port.examine(upnp(profile));
        assertEquals(State.NONE, seen.entry().state());
        assertTrue(seen.test().opened(), seen::toString);
        assertTrue(seen.test().removed());
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void aRouterThatTakesPermanentMappingsOnly_isCleanedToo() throws Exception {
        PortEvidence seen = port.examine(upnp("lease-725"));
        assertEquals(Outcome.OPENED_PERMANENTLY, seen.test().outcome());
        assertEquals(List.of(), router.mappings());
    }

    @ParameterizedTest
    @CsvSource({
        "switched-off-606, NOT_AUTHORIZED, REFUSED",
        "conflict-718, CONFLICT, OPENED",
        "conflict-729, RESERVED, OPENED",
        "dhcp-only, CONFLICT, REFUSED",
        "table-full-728, NO_RESOURCES, NOT_TRIED",
    })
    void aRefusal_isAboutThePort_orTheMachine_orTheTable(
            String profile, Reason reason, Outcome elsewhere) throws Exception {
        PortEvidence seen = port.examine(upnp(profile));
        assertEquals(Optional.of(reason), seen.test().reason());
        assertEquals(elsewhere, seen.testElsewhere().outcome());
        assertEquals(List.of(), router.mappings());
    }

    @Test
    void aRouterThatShowsNothing_isNotTouchedAtThePort() throws Exception {
        Gateway gateway = upnp("no-specific", "no-list");
        gateway.map(MappingRequest.tcp(port.number).internalPort(9).description("mine"));
        List<HeldMapping> before = router.mappings();
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.UNKNOWN, seen.entry().state());
        assertEquals(Outcome.NOT_TRIED, seen.test().outcome());
        assertEquals(Outcome.OPENED, seen.testElsewhere().outcome());
        assertEquals(before, router.mappings());
    }

    @Test
    void aMappingOfThisMachine_isFound_andStays() throws Exception {
        Gateway gateway = upnp("");
        gateway.map(MappingRequest.tcp(port.number).description("mine"));
        List<HeldMapping> before = router.mappings();
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.OURS, seen.entry().state());
        assertEquals(
                before.get(0).description(), seen.entry().mapping().orElseThrow().description());
        assertEquals(1, router.mappings().size());
    }

    @Test
    void theRouterComes_whenItIsAskedTo() throws Exception {
        assertEquals(Knock.CAME, port.examine(upnp("event-path")).knock());
    }

    @Test
    void aRouterThatTakesNoSubscriptions_saysNothing() throws Exception {
        assertEquals(Knock.NOT_MEASURED, port.examine(upnp("subscribe-412")).knock());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcp", "nat-pmp"})
    void withoutUpnp_theMappingDecides(String protocol) throws Exception {
        PortEvidence seen = port.examine(pxp(protocol));
        assertEquals(State.UNKNOWN, seen.entry().state());
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertTrue(seen.test().removed());
        assertEquals(Knock.NOT_MEASURED, seen.knock());
        assertEquals(List.of(), router.mappings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcp", "nat-pmp"})
    void withoutUpnp_whatThisInstallationOpened_isFound_andStays(String protocol) throws Exception {
        Gateway gateway = pxp(protocol);
        gateway.map(MappingRequest.tcp(port.number));
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.OURS, seen.entry().state());
        assertEquals(1, router.mappings().size());
    }

    /** Whose it is cannot be seen. */
    @ParameterizedTest
    @CsvSource({"pcp, 0", "nat-pmp, 0", "pcp, 1", "nat-pmp, 1"})
    void withoutUpnp_whatAnotherProgramOpened_stays(String protocol, int offset) throws Exception {
        Gateway gateway = pxp(protocol, PxpQuirk.NONCE_TAKEN_OVER);
        Gateway upnp = overUpnp();
        upnp.map(
                MappingRequest.tcp(port.number)
                        .internalPort(port.number + offset)
                        .description("another program"));
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.UNKNOWN, seen.entry().state());
        assertEquals(Optional.of(Reason.CONFLICT), seen.test().reason());
        assertEquals(1, router.mappings().size());
        HeldMapping stays = router.mappings().get(0);
        assertEquals("another program", stays.description());
        assertFalse(stays.leaseSeconds() <= 120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcp", "nat-pmp"})
    void withoutUpnp_aMachineThatIsRefused_isRefusedElsewhereToo(String protocol) throws Exception {
        PortEvidence seen = port.examine(pxp(protocol, PxpQuirk.PXP_NOT_AUTHORIZED));
        assertEquals(Optional.of(Reason.NOT_AUTHORIZED), seen.test().reason());
        assertEquals(Optional.of(Reason.NOT_AUTHORIZED), seen.testElsewhere().reason());
        assertEquals(List.of(), router.mappings());
    }

    private Gateway upnp(String... profiles) throws Exception {
        Quirk[] quirks =
                Stream.of(profiles)
                        .filter(each -> !each.isEmpty())
                        .map(each -> Quirk.named(each).orElseThrow())
                        .toArray(Quirk[]::new);
        router = SimulatedRouter.start(RouterConfig.standard().withQuirks(quirks).withSsdp(false));
        return overUpnp();
    }

    private Gateway overUpnp() throws Exception {
        return finder.find(
                        GatewayQuery.standard()
                                .withWanted(router.descriptionUrl().toString())
                                .withControlProtocol("upnp"))
                .gateway();
    }

    private Gateway pxp(String protocol, PxpQuirk... quirks) throws Exception {
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withControl(
                                        RouterProtocol.UPNP,
                                        RouterProtocol.PCP,
                                        RouterProtocol.NAT_PMP)
                                .withPxpPort(0)
                                .withPxpQuirks(quirks)
                                .withSsdp(false));
        return finder.find(
                        GatewayQuery.standard()
                                .withWanted(
                                        "127.0.0.1:" + router.pxpAddress().orElseThrow().getPort())
                                .withNetworkInterface("127.0.0.1")
                                .withControlProtocol(protocol))
                .gateway();
    }
}
