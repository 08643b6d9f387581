// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortEntry.State;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.port.mapping.TestName;
import org.postern.doctor.timing.ParallelCalls;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What a gateway holds for a port, and whether it takes one. */
@Timeout(60)
class PortCollectorTest {
    private final LoopbackGateway gateway = LoopbackGateway.showing();
    private final OnePort port = new OnePort();

    @Test
    void aPortThatNobodyHas_isOpenedForTheTest_andClosedAgain() throws Exception {
        AtomicReference<PortMapping> made = new AtomicReference<>();
        gateway.afterMap = () -> made.set(gateway.held.get(port.key));
        PortEvidence seen = port.examine(gateway);

        assertEquals(State.NONE, seen.entry().state());
        assertEquals(opened(port.number), seen.test());
        assertEquals(TestMapping.NOT_TRIED, seen.testElsewhere());
        assertEquals(Duration.ofSeconds(120), made.get().lease());
        assertTrue(TestName.isOf(made.get()), made.get().description());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void withoutATestMapping_nothingIsChanged() throws Exception {
        port.testMapping = false;
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.NONE, seen.entry().state());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource({"0, OURS", "1, OTHER_INTERNAL_PORT"})
    void aMappingToThisMachine_isLeftAlone(int offset, State state) throws Exception {
        gateway.holds(mapping(port.key, LoopbackGateway.LOCAL, port.number + offset, "mine"));
        PortEvidence seen = port.examine(gateway);
        assertEquals(state, seen.entry().state());
        assertEquals(Optional.ofNullable(gateway.held.get(port.key)), seen.entry().mapping());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertNothingChanged();
    }

    @ParameterizedTest
    @EnumSource(Neighbour.class)
    void aMappingToAnotherHost_isLeftAlone_andItsHolderIsLookedFor(Neighbour holder)
            throws Exception {
        port.holders =
                (host, limit) ->
                        host.equals(OnePort.address(LoopbackGateway.OTHER))
                                ? holder
                                : Neighbour.NOT_MEASURED;
        gateway.holds(port.key, LoopbackGateway.OTHER);
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.OTHERS, seen.entry().state());
        assertEquals(holder, seen.entry().holder());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertNothingChanged();
    }

    /** The address 0.0.0.0 stands for one that could not be read. */
    @Test
    void aMappingWhoseClientIsNotTold_isAnothers_andNobodyIsLookedFor() throws Exception {
        port.holders =
                (host, limit) -> {
                    throw new AssertionError(host);
                };
        gateway.holds(port.key, "0.0.0.0");
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.OTHERS, seen.entry().state());
        assertEquals(Neighbour.NOT_MEASURED, seen.entry().holder());
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource({LoopbackGateway.LOCAL + ", true", LoopbackGateway.OTHER + ", false"})
    void theOtherProtocolCounts_whereItLeadsToThisMachine(String client, boolean counts)
            throws Exception {
        gateway.holds(PortKey.udp(port.number), client);
        PortEvidence seen = port.examine(gateway);
        assertEquals(counts, seen.otherProtocolOpen());
        assertEquals(State.NONE, seen.entry().state());
        assertEquals(List.of("UDP " + port.number), gateway.open());
    }

    @Test
    void aPortThatIsRefused_isComparedWithAnother() throws Exception {
        refuse(request -> request.externalPort() == port.number);
        PortEvidence seen = port.examine(gateway);
        assertEquals(refused(port.number, Reason.NOT_AUTHORIZED, 606), withoutWords(seen.test()));
        assertEquals(opened(seen.testElsewhere().port()), seen.testElsewhere());
        assertTrue(seen.testElsewhere().port() >= 50_000, seen::toString);
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aMachineThatIsRefused_isRefusedTheOtherToo() throws Exception {
        refuse(request -> true);
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.REFUSED, seen.test().outcome());
        assertEquals(Outcome.REFUSED, seen.testElsewhere().outcome());
        assertEquals(Optional.of(Reason.NOT_AUTHORIZED), seen.testElsewhere().reason());
    }

    /** Another port would not be refused for another reason, or is not to be had either. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NO_RESOURCES", "UNREACHABLE", "TRANSPORT_ERROR", "INVALID_RESPONSE"})
    void aRefusalThatIsNotAboutThePort_isNotRepeatedElsewhere(Reason reason) throws Exception {
        gateway.failures.put(
                "map TCP " + port.number, new GatewayException(reason, "The router says no."));
        PortEvidence seen = port.examine(gateway);
        assertEquals(Optional.of(reason), seen.test().reason());
        assertEquals("The router says no.", seen.test().message());
        assertEquals(TestMapping.NOT_TRIED, seen.testElsewhere());
    }

    @Test
    void aPortOfAnotherHostThatIsHidden_isComparedWithAnother() throws Exception {
        gateway.failures.put(
                "map TCP " + port.number, new GatewayException(Reason.CONFLICT, "Taken."));
        PortEvidence seen = port.examine(gateway);
        assertEquals(Optional.of(Reason.CONFLICT), seen.test().reason());
        assertEquals(Outcome.OPENED, seen.testElsewhere().outcome());
        assertEquals(List.of(), gateway.open());
    }

    /** PCP says that it is taken, or not permitted, which UPnP tells apart (miniupnpd). */
    @Test
    void aPortThatIsNotPermitted_isNotCalledTaken_whereUpnpKnowsBetter() throws Exception {
        LoopbackGateway both = LoopbackGateway.showing("upnp pcp");
        both.refusal =
                request ->
                        request.externalPort() != port.number
                                ? Optional.empty()
                                : Optional.of(
                                        request.controlProtocol().equals("upnp")
                                                ? new GatewayException(
                                                        Reason.NOT_AUTHORIZED,
                                                        new ControlCode("upnp", 606),
                                                        "Not permitted.")
                                                : new GatewayException(
                                                        Reason.CONFLICT,
                                                        new ControlCode("pcp", 11),
                                                        "Taken or not permitted."));
        PortEvidence seen = port.examine(both);
        assertEquals(refused(port.number, Reason.NOT_AUTHORIZED, 606), withoutWords(seen.test()));
        assertEquals(Outcome.OPENED, seen.testElsewhere().outcome());
        assertEquals(List.of(), both.open());
    }

    @Test
    void aPortThatIsTakenOverEachProtocol_isTaken() throws Exception {
        LoopbackGateway both = LoopbackGateway.showing("upnp pcp");
        both.refusal =
                request ->
                        Optional.of(new GatewayException(Reason.CONFLICT, "Taken."))
                                .filter(any -> request.externalPort() == port.number);
        assertEquals(Optional.of(Reason.CONFLICT), port.examine(both).test().reason());
    }

    @Test
    void aPermanentMapping_isRemovedToo() throws Exception {
        gateway.router.onlyPermanent = true;
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED_PERMANENTLY, seen.test().outcome());
        assertTrue(seen.test().removed());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aGatewayThatTakesNoLease_isAskedForAPermanentMapping() throws Exception {
        gateway.router.refused = request -> !request.lease().isZero();
        gateway.router.refusal = Reason.LEASE_REFUSED;
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED_PERMANENTLY, seen.test().outcome());
        assertEquals(TestMapping.NOT_TRIED, seen.testElsewhere());
        assertEquals(List.of(), gateway.open());
    }

    /** A lease that is not told may well end. */
    @Test
    void aMappingWithoutALeaseThatIsKnown_isNotCalledPermanent() throws Exception {
        gateway.router.tellsLeases = false;
        assertEquals(Outcome.OPENED, port.examine(gateway).test().outcome());
    }

    @Test
    void whatATestLeftThatWasKilled_isReplaced_andRemoved() throws Exception {
        gateway.holds(mapping(port.key, LoopbackGateway.LOCAL, port.number, "Postern test 0a7"));
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.NONE, seen.entry().state());
        assertEquals(opened(port.number), seen.test());
        assertEquals(List.of(), gateway.open());
    }

    /** As it is called on any machine. */
    @Test
    void theTestOfAnotherHost_isThatHosts() throws Exception {
        gateway.holds(mapping(port.key, LoopbackGateway.OTHER, port.number, "Postern test 0a7"));
        assertEquals(State.OTHERS, port.examine(gateway).entry().state());
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tin", "upnp"})
    void whereNothingCanBeSeen_thePortIsNotTouched_andAnotherIsTried(String protocol)
            throws Exception {
        LoopbackGateway blind = LoopbackGateway.blind(protocol);
        PortEvidence seen = port.examine(blind);
        assertEquals(State.UNKNOWN, seen.entry().state());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertEquals(Outcome.OPENED, seen.testElsewhere().outcome());
        assertFalse(blind.calls.contains("map TCP " + port.number), blind.calls::toString);
        assertEquals(List.of(), blind.open());
    }

    @Test
    void whereTheLookFails_thePortIsNotTouched() throws Exception {
        gateway.router.showsNothing = true;
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.UNKNOWN, seen.entry().state());
        assertEquals(TestMapping.NOT_TRIED, seen.test());
        assertFalse(gateway.calls.contains("map TCP " + port.number), gateway.calls::toString);
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aFailureOfTheProtocolItself_hidesNothingElse() throws Exception {
        gateway.failures.put("map TCP " + port.number, new IllegalStateException("a bug"));
        PortEvidence seen = port.examine(gateway);
        assertEquals(State.NONE, seen.entry().state());
        assertEquals(Optional.of(Reason.UNKNOWN), seen.test().reason());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void whoListens_isReadBeforeAPortOfOurOwnIsListenedOn() throws Exception {
        AtomicReference<Boolean> listened = new AtomicReference<>();
        gateway.afterMap =
                () -> {
                    try (ParallelCalls calls = new ParallelCalls()) {
                        InetSocketAddress place =
                                new InetSocketAddress(OnePort.LOOPBACK, port.number);
                        listened.set(OwnPort.open(Protocol.TCP, place, calls).isEmpty());
                    }
                };
        PortEvidence seen = port.examine(gateway);
        assertEquals(port.listening, seen.listening());
        assertEquals(true, listened.get());
    }

    @Test
    void thePortOfAProgram_isNotListenedOn() throws Exception {
        InetSocketAddress program = new InetSocketAddress(OnePort.LOOPBACK, port.number);
        port.listening = new ListeningSockets(true, List.of(program), List.of());
        AtomicReference<Boolean> free = new AtomicReference<>();
        gateway.afterMap =
                () -> {
                    try (ParallelCalls calls = new ParallelCalls()) {
                        Optional<OwnPort> own = OwnPort.open(Protocol.TCP, program, calls);
                        free.set(own.isPresent());
                        own.ifPresent(OwnPort::close);
                    }
                };
        assertEquals(port.listening, port.examine(gateway).listening());
        assertEquals(true, free.get());
        assertEquals(port.internalPort, port.lookedAt);
    }

    private void refuse(Predicate<MappingRequest> what) {
        gateway.router.refused = what;
    }

    private void assertNothingChanged() {
        assertEquals(
                List.of(),
                gateway.calls.stream()
                        .filter(each -> each.startsWith("map") || each.startsWith("unmap"))
                        .toList());
    }

    static PortMapping mapping(PortKey key, String client, int internalPort, String description) {
        return new PortMapping(
                key.protocol(),
                key.externalPort(),
                OnePort.address(client),
                internalPort,
                description,
                true,
                Duration.ofHours(1),
                "");
    }

    static TestMapping opened(int number) {
        return new TestMapping(
                Outcome.OPENED, number, Optional.empty(), OptionalInt.empty(), "", true);
    }

    private static TestMapping refused(int number, Reason reason, int code) {
        return new TestMapping(
                Outcome.REFUSED, number, Optional.of(reason), OptionalInt.of(code), "", true);
    }

    private static TestMapping withoutWords(TestMapping test) {
        return new TestMapping(
                test.outcome(), test.port(), test.reason(), test.code(), "", test.removed());
    }
}
