// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.gateways.fakes.Eventually;
import org.postern.testkit.FirewallGateway;
import org.postern.testkit.ModelFirewall;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Ports of one firewall over two protocols. */
@Timeout(60)
class MergedPinholesTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final ModelFirewall pcp = new ModelFirewall("pcp", calls);
    private final ModelFirewall upnp = new ModelFirewall("upnp", calls);
    private final ProtocolGateways protocols = new ProtocolGateways(over("pcp", pcp));
    private final MergedGateway gateway = new MergedGateway(protocols);

    MergedPinholesTest() {
        protocols.join(over("upnp", upnp));
        pcp.notes = List.of("A note.");
    }

    private static ProtocolGateway over(String protocol, ModelFirewall firewall) {
        return new ProtocolGateway(
                protocol,
                0,
                new FirewallGateway(
                        ModelGateway.bare(protocol).info(),
                        EnumSet.of(Capability.PINHOLE),
                        firewall));
    }

    private Pinholes pinholes() {
        return gateway.pinholes().orElseThrow();
    }

    private static GatewayException failure(Executable call) {
        return assertThrows(GatewayException.class, call);
    }

    @Test
    void capabilityComesAndGoesWithTheProtocolsThatHaveIt() {
        MergedGateway without =
                new MergedGateway(
                        new ProtocolGateways(
                                new ProtocolGateway("upnp", 0, ModelGateway.bare("upnp"))));
        assertEquals(Optional.empty(), without.pinholes());
        without.protocols().join(over("pcp", pcp));
        assertTrue(without.pinholes().isPresent());
        without.protocols().leave("pcp");
        assertEquals(Optional.empty(), without.pinholes());
    }

    @Test
    void firstProtocolOpens_andTheSameRenewsAndCloses() throws Exception {
        PinholeResult result = pinholes().open(PinholeRequest.tcp(80));
        assertEquals(List.of("A note."), result.notes());
        Pinhole renewed = pinholes().renew(result.pinhole(), Duration.ofMinutes(5));
        assertEquals(Duration.ofMinutes(5), renewed.lease());
        pinholes().close(result.pinhole());
        assertEquals(List.of("pcp open TCP 80", "pcp renew TCP 80", "pcp close TCP 80"), calls);
    }

    @Test
    void nextProtocolIsAskedWhereOneRefuses_andTheNotesSaySo() throws Exception {
        pcp.failures.put("open", Reason.NOT_AUTHORIZED);
        PinholeResult result = pinholes().open(PinholeRequest.tcp(80));
        assertEquals("upnp", result.pinhole().controlProtocol());
        assertEquals(1, result.notes().size());
        calls.clear();
        pinholes().open(PinholeRequest.tcp(80));
        assertEquals(List.of("upnp open TCP 80"), calls);
    }

    @Test
    void whereAllRefuse_theMostTellingFailureIsReported() {
        pcp.failures.put("open", Reason.UNREACHABLE);
        upnp.failures.put("open", Reason.NOT_AUTHORIZED);
        assertEquals(
                Reason.NOT_AUTHORIZED,
                failure(() -> pinholes().open(PinholeRequest.tcp(80))).reason());
    }

    @Test
    void requestThatNoneCanTake_isNotAskedAgain() {
        pcp.failures.put("open", Reason.INVALID_ARGUMENT);
        assertEquals(
                Reason.INVALID_ARGUMENT,
                failure(() -> pinholes().open(PinholeRequest.tcp(80))).reason());
        assertEquals(List.of("pcp open TCP 80"), calls);
        assertEquals(
                Reason.INVALID_LEASE,
                failure(() -> pinholes().open(PinholeRequest.tcp(80).lease(Duration.ZERO)))
                        .reason());
    }

    @Test
    void bothProtocolsAreOpened_toOneAddress() throws Exception {
        PinholeResult result = pinholes().open(PinholeRequest.tcpAndUdp(80));
        assertEquals(
                List.of(Protocol.TCP, Protocol.UDP),
                result.pinholes().stream().map(Pinhole::protocol).toList());
        assertEquals(List.of("A note."), result.notes());
    }

    @Test
    void orNeither_unlessOneWasOpenBefore() throws Exception {
        for (ModelFirewall each : List.of(pcp, upnp)) {
            each.failures.put("open UDP", Reason.NO_RESOURCES);
        }
        assertEquals(
                Reason.NO_RESOURCES,
                failure(() -> pinholes().open(PinholeRequest.tcpAndUdp(80))).reason());
        assertEquals(List.of(), pinholes().opened());
        Pinhole before = pinholes().open(PinholeRequest.tcp(80)).pinhole();
        failure(() -> pinholes().open(PinholeRequest.tcpAndUdp(80)));
        assertTrue(pinholes().opened().contains(before));
    }

    @Test
    void whatEachHasOpened_isListed_sortedByPort() throws Exception {
        pinholes().open(PinholeRequest.udp(90));
        pinholes().open(PinholeRequest.tcp(80));
        upnp.open(PinholeRequest.tcp(80));
        upnp.open(PinholeRequest.udp(80));
        assertEquals(
                List.of("TCP 80 pcp", "TCP 80 upnp", "UDP 80 upnp", "UDP 90 pcp"),
                pinholes().opened().stream()
                        .map(
                                each ->
                                        Stream.of(
                                                        each.protocol().name(),
                                                        String.valueOf(each.port()),
                                                        each.controlProtocol())
                                                .reduce((one, other) -> one + " " + other)
                                                .orElseThrow())
                        .toList());
    }

    @Test
    void statusIsThatOfTheProtocolThatTells() throws Exception {
        assertEquals(Optional.empty(), pinholes().status());
        upnp.status = Optional.of(new PinholeStatus(true, false));
        assertEquals(upnp.status, pinholes().status());
    }

    @Test
    void protocolThatIsGone_cannotClose() {
        Pinhole held = new Pinhole(Protocol.TCP, ModelFirewall.OWN, 80, HOUR, "pcp", "");
        protocols.leave("pcp");
        assertEquals(Reason.UNREACHABLE, failure(() -> pinholes().close(held)).reason());
        assertEquals(List.of(), calls);
    }

    @Test
    void protocolThatIsStillSearchedFor_isWaitedFor() throws Exception {
        pcp.opened.add(new Pinhole(Protocol.TCP, ModelFirewall.OWN, 80, HOUR, "pcp", ""));
        ProtocolGateways searching =
                new ProtocolGateways(
                        new ProtocolGateway("nat-pmp", 0, ModelGateway.bare("nat-pmp")));
        searching.expect("upnp");
        searching.expect("pcp");
        Pinholes soon = new MergedGateway(searching).pinholes().orElseThrow();
        FutureTask<PinholeResult> opening = begun(() -> soon.open(PinholeRequest.tcp(80)));
        FutureTask<List<Pinhole>> listing = begun(soon::opened);

        searching.join(over("upnp", upnp));
        assertFalse(opening.isDone() || listing.isDone());
        searching.join(over("pcp", pcp));

        assertEquals("pcp", opening.get().pinhole().controlProtocol());
        assertEquals(1, listing.get().size());
        assertEquals(List.of("pcp open TCP 80"), calls);
    }

    @Test
    void protocolThatIsNotThere_isNoLongerWaitedFor() throws Exception {
        ProtocolGateways searching = new ProtocolGateways(over("upnp", upnp));
        searching.expect("pcp");
        Pinholes soon = new MergedGateway(searching).pinholes().orElseThrow();
        FutureTask<PinholeResult> opening = begun(() -> soon.open(PinholeRequest.tcp(80)));

        searching.expectNoLonger("pcp");

        assertEquals("upnp", opening.get().pinhole().controlProtocol());
    }

    /** A call that waits for something. */
    private static <T> FutureTask<T> begun(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "test-call");
        thread.setDaemon(true);
        thread.start();
        Eventually.waits(thread);
        return task;
    }
}
