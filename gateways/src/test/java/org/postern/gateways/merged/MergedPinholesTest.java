// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports of one firewall over two protocols. */
@Timeout(60)
class MergedPinholesTest {
    private static final Inet6Address OWN = (Inet6Address) ModelGateway.address("2001:db8::5");
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<String> calls = new ArrayList<>();
    private final Firewall pcp = new Firewall("pcp");
    private final Firewall upnp = new Firewall("upnp");
    private final ProtocolGateways protocols =
            new ProtocolGateways(new ProtocolGateway("pcp", 0, new Opener("pcp", pcp)));
    private final MergedGateway gateway = new MergedGateway(protocols);

    MergedPinholesTest() {
        protocols.join(new ProtocolGateway("upnp", 0, new Opener("upnp", upnp)));
    }

    /** Opens what it is asked for, unless it fails. */
    private final class Firewall implements Pinholes {
        private final String name;
        private final List<Pinhole> opened = new ArrayList<>();
        private Optional<PinholeStatus> status = Optional.empty();
        private Optional<Protocol> refused = Optional.empty();
        private Optional<Reason> failure = Optional.empty();

        Firewall(String name) {
            this.name = name;
        }

        void fail(String call, Protocol protocol) throws GatewayException {
            calls.add(name + " " + call + " " + protocol);
            if (failure.isPresent() && refused.map(protocol::equals).orElse(true)) {
                throw new GatewayException(failure.get(), name + " does not.");
            }
        }

        @Override
        public Optional<PinholeStatus> status() {
            return status;
        }

        @Override
        public PinholeResult open(PinholeRequest request) throws GatewayException {
            Protocol protocol = request.protocols().iterator().next();
            fail("open", protocol);
            Pinhole pinhole =
                    new Pinhole(
                            protocol,
                            request.client().orElse(OWN),
                            request.port(),
                            request.lease(),
                            name,
                            "");
            opened.add(pinhole);
            return PinholeResult.of(pinhole, List.of("A note."));
        }

        @Override
        public Pinhole renew(Pinhole held, Duration lease) throws GatewayException {
            fail("renew", held.protocol());
            return held.withLease(lease);
        }

        @Override
        public void close(Pinhole held) throws GatewayException {
            fail("close", held.protocol());
            opened.remove(held);
        }

        @Override
        public List<Pinhole> opened() {
            return List.copyOf(opened);
        }
    }

    private static final class Opener extends ModelGateway {
        private final Pinholes pinholes;

        Opener(String protocol, Pinholes pinholes) {
            super(ModelGateway.bare(protocol).info(), EnumSet.of(Capability.PINHOLE));
            this.pinholes = pinholes;
        }

        @Override
        public Optional<Pinholes> pinholes() {
            return Optional.of(pinholes);
        }

        @Override
        public ModelGateway paced(Pace pace) {
            return this;
        }
    }

    private Pinholes pinholes() {
        return gateway.pinholes().orElseThrow();
    }

    private static GatewayException failure(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(GatewayException.class, call);
    }

    @Test
    void capabilityComesAndGoesWithTheProtocolsThatHaveIt() {
        MergedGateway without =
                new MergedGateway(
                        new ProtocolGateways(
                                new ProtocolGateway("upnp", 0, ModelGateway.bare("upnp"))));
        assertEquals(Optional.empty(), without.pinholes());
        without.protocols().join(new ProtocolGateway("pcp", 0, new Opener("pcp", pcp)));
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
        assertEquals(List.of("pcp open TCP", "pcp renew TCP", "pcp close TCP"), calls);
    }

    @Test
    void nextProtocolIsAskedWhereOneRefuses_andTheNotesSaySo() throws Exception {
        pcp.failure = Optional.of(Reason.NOT_AUTHORIZED);
        PinholeResult result = pinholes().open(PinholeRequest.tcp(80));
        assertEquals("upnp", result.pinhole().controlProtocol());
        assertEquals(2, result.notes().size());
        calls.clear();
        pinholes().open(PinholeRequest.tcp(80));
        assertEquals(List.of("upnp open TCP"), calls);
    }

    @Test
    void whereAllRefuse_theMostTellingFailureIsReported() {
        pcp.failure = Optional.of(Reason.UNREACHABLE);
        upnp.failure = Optional.of(Reason.NOT_AUTHORIZED);
        assertEquals(
                Reason.NOT_AUTHORIZED,
                failure(() -> pinholes().open(PinholeRequest.tcp(80))).reason());
    }

    @Test
    void requestThatNoneCanTake_isNotAskedAgain() {
        pcp.failure = Optional.of(Reason.INVALID_ARGUMENT);
        assertEquals(
                Reason.INVALID_ARGUMENT,
                failure(() -> pinholes().open(PinholeRequest.tcp(80))).reason());
        assertEquals(List.of("pcp open TCP"), calls);
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
        for (Firewall each : List.of(pcp, upnp)) {
            each.failure = Optional.of(Reason.NO_RESOURCES);
            each.refused = Optional.of(Protocol.UDP);
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
    void whatBothKnow_isListedOnce_sortedByPort() throws Exception {
        pinholes().open(PinholeRequest.udp(90));
        pinholes().open(PinholeRequest.tcp(80));
        upnp.open(PinholeRequest.tcp(80));
        upnp.open(PinholeRequest.udp(80));
        assertEquals(
                List.of("TCP 80 pcp", "UDP 80 upnp", "UDP 90 pcp"),
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
        Pinhole held = new Pinhole(Protocol.TCP, OWN, 80, HOUR, "pcp", "");
        protocols.leave("pcp");
        assertEquals(Reason.UNREACHABLE, failure(() -> pinholes().close(held)).reason());
        assertEquals(List.of(), calls);
    }
}
