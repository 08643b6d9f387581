// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.FakeKept;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.Eventually;
import org.postern.web.console.FakeServices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class ConsoleActionsTest {
    private final FakeServices services = new FakeServices();

    @AfterEach
    void end() {
        services.close();
    }

    @Test
    void afterKeepAndRelease_whatIsOpenIsAskedForAgain() throws Exception {
        services.hasLasting = false;
        assertEquals(List.of(), openPorts(0));
        services.gateway.holds(PortKey.tcp(8080), "192.168.1.5");

        run("keep", "port", "8080", "protocol", "TCP");
        assertEquals(List.of(PortKey.tcp(8080)), openPorts(1));
        services.gateway.unmap(PortKey.tcp(8080));
        run("release", "port", "8080", "protocol", "TCP");

        assertEquals(List.of(), openPorts(0));
    }

    /** As the page shows them, once there are so many. */
    private List<PortKey> openPorts(int count) throws InterruptedException {
        Eventually.holds(
                () -> {
                    services.monitor.look();
                    return shown().filter(each -> each.size() == count).isPresent();
                });
        return shown().orElseThrow();
    }

    private Optional<List<PortKey>> shown() {
        return services.monitor
                .answers(Fakes.DESCRIPTION_URL)
                .mappings()
                .map(list -> list.mappings().stream().map(PortMapping::key).toList());
    }

    @Test
    void aPortIsKeptByConfiguration_whereThatIsPossible() throws Exception {
        run("keep", "port", "8080", "protocol", "BOTH", "internal", "80", "lease", "0");

        MappingRequest kept = services.keeper.requests.get(0);
        assertEquals(MappingRequest.tcpAndUdp(8080).internalPort(80).lease(Duration.ZERO), kept);
        assertTrue(services.keeper.kept.get(0).persistent());
    }

    @Test
    void aPortIsKeptByThePage_whereNoConfigurationCan() throws Exception {
        services.hasLasting = false;
        run("keep", "port", "8080", "protocol", "TCP");
        FakeKept kept = services.keeper.kept.get(0);
        assertFalse(kept.persistent());
        assertTrue(isReleasable(kept));
        assertEquals(
                List.of("this page"),
                services.actions.lines(kept).map(each -> each.row().origin()).toList());
        assertFails(Reason.CONFLICT, "map", "port", "8080", "protocol", "TCP");

        run("release", "port", "8080", "protocol", "TCP");

        assertEquals(List.of("release TCP 8080"), services.keeper.calls);
    }

    @Test
    void aPortOfAConfiguration_isReleasedWithIt() throws Exception {
        run("keep", "port", "8080", "protocol", "TCP");

        run("release", "port", "8080", "protocol", "TCP");

        assertEquals(Map.of(), services.lasting.configurations);
        assertEquals(List.of("release TCP 8080"), services.keeper.calls);
    }

    @Test
    void aPortOfAProgram_isReleasedByThatProgramAlone() throws Exception {
        FakeKept kept = services.keeper.add(Fakes.request(Protocol.TCP, 8080), "bundle game");

        assertFalse(isReleasable(kept));
        assertFails(Reason.RESERVED, "release", "port", "8080", "protocol", "TCP");
        assertFails(Reason.CONFLICT, "keep", "port", "8080", "protocol", "TCP");
        assertEquals(List.of(), services.keeper.calls);
        assertEquals(Map.of(), services.lasting.configurations);
    }

    @Test
    void aPortIsReopened_whoeverKeepsIt() throws Exception {
        services.keeper.add(Fakes.request(Protocol.TCP, 8080), "bundle game");

        run("reopen", "port", "8080", "protocol", "TCP");

        assertEquals(1, services.keeper.calls.size());
        assertFails(Reason.NOT_FOUND, "reopen", "port", "8081", "protocol", "TCP");
    }

    @Test
    void aFailureToReopen_isTold() {
        FakeKept kept = services.keeper.add(Fakes.request(Protocol.TCP, 8080), "bundle game");
        kept.reopened =
                CompletableFuture.failedFuture(
                        new GatewayException(Reason.NOT_AUTHORIZED, "Not you."));

        assertFails(Reason.NOT_AUTHORIZED, "reopen", "port", "8080", "protocol", "TCP");
    }

    /** A mapping that leads elsewhere would be taken for the keeper's own. */
    @Test
    void aKeptPort_isNotOpenedOnce() {
        services.keeper.add(Fakes.request(Protocol.TCP, 8080), "bundle game");

        assertFails(Reason.CONFLICT, "map", "port", "8080", "protocol", "BOTH", "internal", "22");
        assertEquals(List.of(), services.gateway.calls);
    }

    @Test
    void aKeptPortThatIsClosed_isSaidToOpenAgain() throws Exception {
        services.keeper
                .add(Fakes.request(Protocol.TCP, 8080), "bundle game")
                .open(Fakes.openPort(Protocol.TCP, 8080));
        services.gateway.holds(PortKey.tcp(8080), "192.168.1.5");

        ActionOutcome kept = run("unmap", "port", "8080", "protocol", "TCP");
        services.gateway.holds(PortKey.tcp(8081), "192.168.1.5");
        ActionOutcome other = run("unmap", "port", "8081", "protocol", "TCP");

        assertEquals(1, kept.notes().size());
        assertTrue(kept.notes().get(0).contains("bundle game"), kept.notes()::toString);
        assertEquals(List.of(), other.notes());
    }

    /** Whether it was requested or not: with any port, a router may have given that one. */
    @Test
    void theMappingOfAKeptPort_isTheOneThatItHolds() throws Exception {
        services.keeper.add(Fakes.request(Protocol.TCP, 8080), "game").phase(PortPhase.TAKEN);
        services.keeper
                .add(Fakes.request(Protocol.TCP, 8090), "game")
                .open(Fakes.openPort(Protocol.TCP, 8091));
        services.keeper
                .add(Fakes.request(Protocol.TCP, 8092), "game")
                .open(Fakes.openPort(Fakes.info("other", "Other"), Protocol.TCP, 8092));
        List<Integer> notes = new ArrayList<>();
        for (int port : List.of(8080, 8091, 8092)) {
            services.gateway.holds(PortKey.tcp(port), "192.168.1.9");
            notes.add(run("unmap", "port", "" + port, "protocol", "TCP").notes().size());
        }

        assertEquals(List.of(0, 1, 0), notes);
    }

    @Test
    void whatIsReleasedTogether_isNamed() throws Exception {
        services.hasLasting = false;
        run("keep", "port", "8080", "protocol", "BOTH");

        assertEquals(
                "TCP and UDP port 8080 is closed, and no longer kept.",
                run("release", "port", "8080", "protocol", "TCP").message());
        services.hasLasting = true;
        run("keep", "port", "8080", "protocol", "BOTH");
        assertEquals(
                "TCP port 8080 is closed, and no longer kept.",
                run("release", "port", "8080", "protocol", "TCP").message());
    }

    @Test
    void theDoctorLooksWhereTheKeeperDoes() throws Exception {
        services.query = GatewayQuery.standard().withNetworkInterface("lo");
        run("diagnose");
        Eventually.holds(() -> services.doctor.requests.size() == 1);
        Eventually.holds(() -> !services.examinations.state().running());
        run("diagnose", "interface", "eth0");
        Eventually.holds(() -> services.doctor.requests.size() == 2);

        assertEquals(services.query, services.doctor.requests.get(0).query());
        assertEquals("eth0", services.doctor.requests.get(1).query().networkInterface());
    }

    @Test
    void valuesThatNoFormSends_areRefused() {
        assertUnusable("map", "port", "80", "protocol", "TCP", "anyPort", "maybe");
        assertUnusable("keep", "port", "80", "protocol", "TCP", "anyPort", "TRUE");
        assertUnusable("diagnose", "port", "80");
        assertFails(Reason.INVALID_PROTOCOL, "diagnose", "protocol", "SCTP");
        assertFails(Reason.INVALID_PORT, "map", "port", "80", "protocol", "TCP", "internal", "0");
        assertFails(
                Reason.INVALID_PORT, "keep", "port", "80", "protocol", "TCP", "internal", "70000");
        assertEquals(List.of(), services.gateway.calls);
        assertEquals(List.of(), services.keeper.requests);
        assertEquals(List.of(), services.doctor.requests);
    }

    @Test
    void bothProtocols_inAnyCase() throws Exception {
        run("map", "port", "80", "protocol", "both", "anyPort", "false");

        assertEquals(List.of("TCP 80", "UDP 80"), services.gateway.open());
    }

    private boolean isReleasable(KeptPort port) {
        return services.actions.lines(port).noneMatch(each -> each.released().isEmpty());
    }

    private void assertUnusable(String action, String... parameters) {
        assertThrows(UnusableRequest.class, () -> run(action, parameters));
    }

    @Test
    void ofSeveralGateways_theNamedOneIsAsked() throws Exception {
        ModelGateway other = new ModelGateway(Fakes.info("other", "Other"));
        services.gateways.put(other, new GatewayState(Optional.empty(), 0));

        run("map", "port", "80", "protocol", "UDP", "gateway", "other");

        assertEquals(List.of("UDP 80"), other.open());
        assertEquals(List.of(), services.gateway.open());
        run("unmap", "port", "80", "protocol", "UDP", "gateway", "other");
        assertEquals(List.of(), other.open());
        assertFails(Reason.NO_GATEWAY, "map", "port", "80", "protocol", "UDP", "gateway", "gone");
    }

    @Test
    void whatAPersonMistypes_isAFailureWithItsReason() {
        assertFails(Reason.INVALID_PORT, "map", "port", "http", "protocol", "TCP");
        assertFails(Reason.INVALID_PORT, "map", "port", "", "protocol", "TCP");
        assertFails(Reason.INVALID_PORT, "map", "port", "99999999999", "protocol", "TCP");
        assertFails(Reason.INVALID_PORT, "map", "port", "80", "protocol", "TCP", "internal", "-1");
        assertFails(Reason.INVALID_LEASE, "map", "port", "80", "protocol", "TCP", "lease", "1h");
        assertFails(
                Reason.INVALID_LEASE, "map", "port", "80", "protocol", "TCP", "lease", "999999");
        assertFails(Reason.INVALID_PROTOCOL, "map", "port", "80", "protocol", "SCTP");
        assertFails(Reason.INVALID_PORT, "diagnose", "port", "0", "protocol", "TCP");
        assertEquals(List.of(), services.gateway.open());
    }

    @Test
    void oneExaminationRunsAtATime_andEndsWithTheConsole() throws Exception {
        services.doctor.blocks = true;
        run("diagnose");
        Eventually.holds(() -> !services.examinations.state().looking().isEmpty());

        run("diagnose");

        assertEquals(1, services.doctor.requests.size());
        assertEquals("Asking the gateway", services.examinations.state().looking());
        services.close();
        Eventually.holds(() -> !services.examinations.state().running());
    }

    @Test
    void whatIsMissing_isNamed() {
        services.hasDoctor = false;
        services.hasUpnp = false;
        services.hasKeeper = false;

        for (String action : List.of("diagnose", "search")) {
            assertThrows(MissingService.class, () -> run(action), action);
        }
        assertThrows(MissingService.class, () -> run("reopen", "port", "80", "protocol", "TCP"));
    }

    @Test
    void aSearchThatFails_saysWhy() throws Exception {
        services.upnp.answer("discover", new GatewayException(Reason.NO_DEVICES, "Nobody."));

        run("search");

        Eventually.holds(() -> services.searches.state().at().isPresent());
        assertEquals("Nobody.", services.searches.state().failure());
        assertEquals(1, services.givenBack.get());
    }

    private void assertFails(Reason reason, String action, String... parameters) {
        assertEquals(
                reason,
                assertThrows(GatewayException.class, () -> run(action, parameters)).reason());
    }

    private ActionOutcome run(String action, String... parameters) throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("action", action);
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return services.actions.run(all);
    }
}
