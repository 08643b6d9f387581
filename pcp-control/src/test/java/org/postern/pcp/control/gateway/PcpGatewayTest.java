// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.SelectorLoop;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class PcpGatewayTest extends PcpGatewayFixture {
    @Test
    void aPort_isOpened_renewed_andClosed() throws Exception {
        MappingResult result = gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertEquals(
                new PortMapping(
                        Protocol.TCP,
                        8080,
                        InetAddress.getByName("127.0.0.1"),
                        80,
                        "",
                        true,
                        HOUR,
                        ""),
                result.mapping());
        assertEquals(List.of(), result.notes());
        assertEquals(List.of("6 8080>80"), model.table());

        assertEquals(HOUR, gateway.renew(result.mapping(), HOUR));
        assertEquals(List.of("6 8080>80"), model.table());

        gateway.unmap(PortKey.tcp(8080));
        assertEquals(List.of(), model.table());
    }

    @Test
    void whatThisInstallationOpened_isListed() throws Exception {
        gateway.map(MappingRequest.udp(9000));
        gateway.map(MappingRequest.tcp(8080).internalPort(80).lease(HOUR));

        List<PortMapping> listed = gateway.mappings();
        assertEquals(
                List.of(PortKey.tcp(8080), PortKey.udp(9000)),
                listed.stream().map(PortMapping::key).toList());
        assertEquals(80, listed.get(0).internalPort());
        assertTrue(listed.get(0).lease().compareTo(HOUR) <= 0);
        assertTrue(listed.get(0).lease().compareTo(HOUR.minusMinutes(5)) > 0);
        gateway.unmap(PortKey.udp(9000));
        assertEquals(1, gateway.mappings().size());
    }

    /** As over UPnP (quirk A51), or by a restart. */
    @Test
    void whatTheServerDoesNotHaveAnyMore_isNoLongerListed() throws Exception {
        gateway.map(MappingRequest.tcp(8080));
        model.restart();
        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(8080)));

        assertEquals(List.of(), gateway.mappings());
    }

    @Test
    void aDeletionWhoseReplyWasLost_isNoFailure() throws Exception {
        gateway.map(MappingRequest.tcp(8080));
        model.losing.set(1);
        gateway.unmap(PortKey.tcp(8080));

        assertEquals(List.of(), model.table());
        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(8080)));
    }

    @Test
    void overNatPmpAlone_itIsTheSame() throws Exception {
        model.pcp = false;

        PortMapping mapping = natPmp.map(MappingRequest.udp(9000).internalPort(9001)).mapping();
        assertEquals(List.of("17 9000>9001"), model.table());
        natPmp.renew(mapping, HOUR);
        assertEquals(List.of("17 9000>9001"), model.table());
        natPmp.unmap(PortKey.udp(9000));

        assertEquals(List.of(), model.table());
    }

    @Test
    void overPcpAlone_itIsTheSame() throws Exception {
        model.natPmp = false;

        gateway.map(MappingRequest.tcp(8080));

        assertEquals(List.of("6 8080>8080"), model.table());
    }

    /** Quirks P1 and P16. */
    @Test
    void whoSpeaksOnlyTheOtherProtocol_saysSo() {
        model.natPmp = false;
        assertFails(Reason.NO_GATEWAY, () -> natPmp.unmap(PortKey.tcp(8080)));
        assertFails(Reason.NO_GATEWAY, () -> natPmp.map(MappingRequest.tcp(8080)));
        assertFails(Reason.NO_GATEWAY, () -> natPmp.externalAddress());

        model.natPmp = true;
        model.pcp = false;
        assertFails(Reason.NO_GATEWAY, () -> gateway.map(MappingRequest.tcp(8080)));
    }

    /** Lab, S-11: over NAT-PMP the router confirms that, and does nothing. */
    @Test
    void whatOneProtocolOpened_theOtherNeitherListsNorCloses() throws Exception {
        gateway.map(MappingRequest.tcp(8080));
        natPmp.map(MappingRequest.udp(9000));

        assertEquals(
                List.of(PortKey.tcp(8080)),
                gateway.mappings().stream().map(PortMapping::key).toList());
        assertEquals(
                List.of(PortKey.udp(9000)),
                natPmp.mappings().stream().map(PortMapping::key).toList());
        assertFails(Reason.NOT_FOUND, () -> natPmp.unmap(PortKey.tcp(8080)));
        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.udp(9000)));
        assertFails(Reason.NOT_FOUND, () -> natPmp.unmap(PortKey.tcp(7000)));
        assertEquals(List.of("17 9000>9000", "6 8080>8080"), model.table());
    }

    /** The packets of the other one were lost, or it does not answer for a while. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whereOneProtocolAloneAnswers_whatTheOtherOpenedIsListed_andClosed(Dialect alone)
            throws Exception {
        PcpGateway opener = alone == Dialect.PCP ? natPmp : gateway;
        opener.map(MappingRequest.tcp(8080).internalPort(80));
        PcpServer asked = new PcpServer(server.endpoint());
        PcpGateway found = new PcpGateway(asked, Optional.empty(), alone, parts);
        found.externalAddress();

        assertEquals(
                List.of(PortKey.tcp(8080)),
                found.mappings().stream().map(PortMapping::key).toList());
        found.unmap(PortKey.tcp(8080));

        assertEquals(List.of(), model.table());
        assertEquals(List.of(), found.mappings());
    }

    @Test
    void aPortThatChangesItsProtocol_isClosedOverTheLaterOne() throws Exception {
        natPmp.map(MappingRequest.tcp(8080).internalPort(80));
        gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertEquals(List.of(), natPmp.mappings());
        assertFails(Reason.NOT_FOUND, () -> natPmp.unmap(PortKey.tcp(8080)));
        gateway.unmap(PortKey.tcp(8080));

        assertEquals(List.of(), model.table());
    }

    @Test
    void anotherProcess_closesWhatThisOneOpened() throws Exception {
        gateway.map(MappingRequest.tcp(8080));
        try (SelectorLoop other = new SelectorLoop()) {
            gateway(parts(other)).unmap(PortKey.tcp(8080));
        }

        assertEquals(List.of(), model.table());
    }

    @Test
    void anotherInstallation_doesNot() throws Exception {
        gateway.map(MappingRequest.tcp(8080));
        try (SelectorLoop loopOfOther = new SelectorLoop()) {
            GatewayParts other =
                    new GatewayParts(
                            new ServerProbes(new PcpServers(loopOfOther)),
                            new NonceSource(() -> new byte[] {1}),
                            new PortReceipts(Clock.systemUTC(), Optional.empty()),
                            Clock.systemUTC());

            assertFails(Reason.NOT_AUTHORIZED, () -> gateway(other).unmap(PortKey.tcp(8080)));
        }
        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @Test
    void whatIsNotThere_cannotBeClosed() {
        GatewayException failure =
                assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", 8)), failure.code());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
    }

    /** NAT-PMP confirms each deletion. */
    @Test
    void overNatPmp_whatWasNotOpenedFromHere_isNotSaidToBeClosed() {
        assertFails(Reason.NOT_FOUND, () -> natPmp.unmap(PortKey.tcp(7000)));
    }

    @Test
    void aPermanentLease_isADay() throws Exception {
        model.longestLease = Long.MAX_VALUE;

        for (PcpGateway each : List.of(gateway, natPmp)) {
            assertEquals(
                    Duration.ofDays(1),
                    each.map(MappingRequest.tcp(8080).permanent()).mapping().lease());
            assertEquals(
                    Duration.ofDays(1),
                    each.map(MappingRequest.tcp(8081).lease(Duration.ofDays(7))).mapping().lease());
        }
    }

    @Test
    void theExternalAddress_isAskedForOverNatPmp() throws Exception {
        assertEquals(InetAddress.getByName("203.0.113.7"), natPmp.externalAddress());
        assertEquals(InetAddress.getByName("203.0.113.7"), gateway.externalAddress());
        assertEquals(List.of(), model.table());
    }

    @Test
    void overPcpAlone_aMappingTellsIt_andIsClosedAtOnce() throws Exception {
        model.natPmp = false;

        assertEquals(InetAddress.getByName("203.0.113.7"), gateway.externalAddress());
        assertEquals(List.of(), model.table());
    }

    @Test
    void anotherClient_isNotServed_andNothingIsSent() {
        assertFails(
                Reason.UNSUPPORTED,
                () ->
                        gateway.map(
                                MappingRequest.tcp(8080)
                                        .client(InetAddress.getByName("192.0.2.9"))));

        assertEquals(0, stub.received().size());
    }

    @Test
    void aPace_spreadsRequests_andOneThatComesTooLateIsNotSent() {
        assertFails(
                Reason.UNREACHABLE,
                () -> gateway.paced(() -> Duration.ofSeconds(31)).map(MappingRequest.tcp(8080)));

        assertEquals(0, stub.received().size());
    }

    @Test
    void aRequestIsBookedAsADatagram() throws Exception {
        List<String> booked = new ArrayList<>();
        Pace pace =
                new Pace() {
                    @Override
                    public Duration next() {
                        booked.add("request");
                        return Duration.ZERO;
                    }

                    @Override
                    public Duration nextDatagram() {
                        booked.add("datagram");
                        return Duration.ZERO;
                    }
                };
        gateway.paced(pace).map(MappingRequest.tcp(8080));
        assertEquals(List.of("datagram"), booked);
    }

    @Test
    void anInterrupt_endsACallAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        stub.answers(
                request -> {
                    asked.countDown();
                    return List.of();
                });
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread caller =
                new Thread(
                        () ->
                                end.set(
                                        assertThrows(
                                                InterruptedException.class,
                                                () -> gateway.map(MappingRequest.tcp(8080)))));
        caller.start();
        asked.await();
        caller.interrupt();
        caller.join();

        assertEquals(InterruptedException.class, end.get().getClass());
        assertFalse(gateway.mappings().get(0).leaseKnown(), "it may be open");

        stub.answers(model);
        gateway.map(MappingRequest.tcp(8080));
        assertTrue(gateway.mappings().get(0).leaseKnown());
        gateway.unmap(PortKey.tcp(8080));
        assertEquals(List.of(), gateway.mappings());
    }
}
