// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.SelectorLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.fakes.StubServer;
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
class PcpGatewayTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ModelServer model = new ModelServer();
    private final SelectorLoop loop = new SelectorLoop();
    private final GatewayParts parts = parts(loop);
    private StubServer stub;
    private PcpServer server;
    private PcpGateway gateway;
    private PcpGateway natPmp;

    @BeforeEach
    void start() throws Exception {
        stub = new StubServer(model);
        server = new PcpServer(new PcpEndpoint(stub.address(), InetAddress.getByName("127.0.0.1")));
        gateway = gateway(parts);
        natPmp = new PcpGateway(server, Optional.empty(), Dialect.NAT_PMP, parts);
    }

    @AfterEach
    void end() {
        stub.close();
        loop.close();
    }

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

    /** Lab, S-06: the option comes back, and the port is another. */
    @Test
    void anotherPortThanTheWantedOne_isClosed_andAConflict() {
        model.taken.add(8080);

        GatewayException failure =
                assertFails(Reason.CONFLICT, () -> gateway.map(MappingRequest.tcp(8080)));

        assertTrue(failure.advice().contains(Advice.ANY_PORT));
        assertEquals(List.of(), model.table());
    }

    @Test
    void anotherPort_isRefusedByServersThatCan() {
        model.taken.add(8080);
        model.honoursPreferFailure = true;

        GatewayException failure =
                assertFails(Reason.CONFLICT, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", 11)), failure.code());
    }

    @Test
    void overNatPmp_anotherPortIsAConflict_too() {
        model.pcp = false;
        model.taken.add(8080);

        assertFails(Reason.CONFLICT, () -> natPmp.map(MappingRequest.tcp(8080)));

        assertEquals(List.of(), model.table());
    }

    @Test
    void whereAnyPortWillDo_anotherIsTaken() throws Exception {
        model.taken.add(8080);

        MappingResult result = gateway.map(MappingRequest.tcp(8080).anyPort());
        assertEquals(8081, result.mapping().externalPort());
        assertEquals(8080, result.mapping().internalPort());

        gateway.unmap(PortKey.tcp(8081));
        assertEquals(List.of(), model.table());
    }

    /** Closing the second would close the one that the server thinks of as the newest (B-11). */
    @Test
    void anInternalPortIsMappedOnce_andThePortOfBeforeStays() throws Exception {
        gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(9090).internalPort(80)));
        assertEquals(
                8080,
                gateway.map(MappingRequest.tcp(9090).internalPort(80).anyPort())
                        .mapping()
                        .externalPort());

        assertEquals(List.of("6 8080>80"), model.table());
    }

    @Test
    void anInternalPort_isNotTakenForAnExternalOne() throws Exception {
        gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(80)));

        assertEquals(List.of("6 8080>80"), model.table());
    }

    /** NAT-PMP confirms each deletion. */
    @Test
    void overNatPmp_whatWasNotOpenedFromHere_isNotSaidToBeClosed() {
        assertFails(Reason.NOT_FOUND, () -> natPmp.unmap(PortKey.tcp(7000)));
    }

    @ParameterizedTest
    @CsvSource({"5", "6"})
    void aServerThatDoesNotKnowTheOption_isAskedWithoutIt(int result) throws Exception {
        model.optionResult = result;

        gateway.map(MappingRequest.tcp(8080));

        assertEquals(List.of("6 8080>8080"), model.table());
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
    void aShorterLease_isNoted_andOneTooShortIsRefused() throws Exception {
        model.longestLease = 60;
        MappingResult result = gateway.map(MappingRequest.tcp(8080));
        assertEquals(Duration.ofSeconds(60), result.mapping().lease());
        assertEquals(1, result.notes().size());

        model.longestLease = 29;
        assertFails(Reason.LEASE_REFUSED, () -> gateway.map(MappingRequest.tcp(8081)));
        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lifetimesOutOfPlace_areNotBelieved(boolean pcp) throws Exception {
        PcpGateway asked = pcp ? gateway : natPmp;
        model.lifetimeInReply = 0xffffffffL;
        assertEquals(Duration.ofDays(1), asked.map(MappingRequest.tcp(8080)).mapping().lease());
        assertTrue(asked.mappings().get(0).lease().compareTo(Duration.ofDays(1)) <= 0);

        for (long lifetime : List.of(0L, 1L)) {
            model.lifetimeInReply = lifetime;
            assertFails(Reason.LEASE_REFUSED, () -> asked.map(MappingRequest.tcp(8081)));
        }
        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void port0_isNoPort(boolean pcp) {
        PcpGateway asked = pcp ? gateway : natPmp;
        model.portInReply = 0;

        assertFails(Reason.INVALID_RESPONSE, () -> asked.map(MappingRequest.tcp(8080).anyPort()));
    }

    @Test
    void whoDoesNotMapOverPcp_mayDoSoOverNatPmp() throws Exception {
        model.mapResult = 4;

        assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(8080)));
        PortMapping mapping = natPmp.map(MappingRequest.tcp(8080)).mapping();
        natPmp.renew(mapping, HOUR);
        assertEquals(List.of("6 8080>8080"), model.table());
        natPmp.unmap(PortKey.tcp(8080));

        assertEquals(List.of(), model.table());
    }

    @Test
    void aPrivateAddress_isNoted() throws Exception {
        model.external = new byte[] {10, 1, 2, 3};

        assertEquals(1, gateway.map(MappingRequest.tcp(8080)).notes().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "127, 0, 0, 1",
        "-32, 0, 0, 1",
    })
    void anAddressOutOfPlace_isNoAnswer(byte first, byte second, byte third, byte fourth) {
        model.external = new byte[] {first, second, third, fourth};

        assertFails(Reason.INVALID_RESPONSE, () -> gateway.map(MappingRequest.tcp(8080)));
    }

    @ParameterizedTest
    @CsvSource({
        "2, NOT_AUTHORIZED",
        "3, INVALID_ARGUMENT",
        "4, FAILED",
        "5, FAILED",
        "6, INVALID_ARGUMENT",
        "7, NO_ADDRESS",
        "8, NO_RESOURCES",
        "9, UNSUPPORTED",
        "10, NO_RESOURCES",
        "11, CONFLICT",
        "12, INVALID_GATEWAY",
        "13, NO_RESOURCES",
        "14, UNKNOWN"
    })
    void resultsOfPcp(int code, Reason reason) {
        model.mapResult = code;
        model.natPmp = false;

        GatewayException failure = assertFails(reason, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", code)), failure.code());
    }

    @ParameterizedTest
    @CsvSource({"2, NOT_AUTHORIZED", "3, NO_ADDRESS", "4, NO_RESOURCES", "5, FAILED", "6, UNKNOWN"})
    void resultsOfNatPmp(int code, Reason reason) {
        model.pmpResult = code;
        model.pcp = false;

        GatewayException failure = assertFails(reason, () -> natPmp.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("nat-pmp", code)), failure.code());
    }

    /** Lab, S-16. */
    @Test
    void aRefusalWithAPrivateAddress_meansAnotherRouterInFront() {
        model.mapResult = 8;
        model.external = new byte[] {10, 1, 2, 3};

        GatewayException failure =
                assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", 8)), failure.code());
    }

    @Test
    void inBackgroundWork_aRefusalHolds() throws Exception {
        model.mapResult = 2;
        assertFails(Reason.NOT_AUTHORIZED, () -> gateway.map(MappingRequest.tcp(8080)));
        int sent = stub.received().size();

        assertFails(
                Reason.NOT_AUTHORIZED,
                () -> gateway.paced(() -> Duration.ZERO).map(MappingRequest.tcp(8080)));
        assertEquals(sent, stub.received().size());

        model.mapResult = 0;
        gateway.map(MappingRequest.tcp(8080));
    }

    @Test
    void aPortThatMovesWhenItIsRenewed_isClosed() throws Exception {
        PortMapping mapping = gateway.map(MappingRequest.tcp(8080)).mapping();
        model.restart();
        model.taken.add(8080);

        assertFails(Reason.CONFLICT, () -> gateway.renew(mapping, HOUR));

        assertEquals(List.of(), model.table());
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
    void aRouterWithoutAddress_says() {
        model.pcp = false;
        model.pmpAddressResult = 3;

        assertFails(Reason.NO_ADDRESS, () -> natPmp.externalAddress());
    }

    @Test
    void aClosedPort_isToldAtOnce() {
        stub.close();

        assertFails(Reason.UNREACHABLE, () -> gateway.map(MappingRequest.tcp(8080)));
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

    private static GatewayException assertFails(Reason reason, Executable call) {
        GatewayException failure = assertThrows(GatewayException.class, call);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    private PcpGateway gateway(GatewayParts with) {
        return new PcpGateway(server, Optional.empty(), Dialect.PCP, with);
    }

    private static GatewayParts parts(SelectorLoop loop) {
        return new GatewayParts(
                new ServerProbes(new PcpServers(loop)),
                new NonceSource(() -> new byte[32]),
                new PortReceipts(Clock.systemUTC(), Optional.empty()),
                Clock.systemUTC());
    }
}
