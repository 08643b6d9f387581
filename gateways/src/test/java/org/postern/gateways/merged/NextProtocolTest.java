// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** Over which protocol a port is opened, and what happens when it refuses. */
@Timeout(60)
class NextProtocolTest {
    private static final MappingRequest TCP_80 = MappingRequest.tcp(80);

    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final MergedGateway gateway = MergedGatewayTest.merged(bare, listing);

    @Test
    void theFirstToArriveOpensThePort() throws Exception {
        MappingResult result = gateway.map(TCP_80);
        assertEquals(List.of(), result.notes());
        assertEquals(List.of("map TCP 80"), bare.calls);
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void aDescriptionOrALongLeaseGoesToTheOneThatKeepsIt() throws Exception {
        for (MappingRequest each :
                List.of(
                        TCP_80.description("web"),
                        MappingRequest.tcp(81).permanent(),
                        MappingRequest.tcp(82).lease(Duration.ofSeconds(86_401)))) {
            assertEquals(List.of(), gateway.map(each).notes());
        }
        assertEquals(List.of("map TCP 80", "map TCP 81", "map TCP 82"), listing.calls);
        gateway.map(MappingRequest.tcp(83).lease(Duration.ofDays(1)));
        assertEquals(List.of("map TCP 83"), bare.calls);
    }

    @Test
    void aRequestThatNamesAProtocol_isMadeOverThatOneAlone() throws Exception {
        gateway.map(TCP_80.controlProtocol("upnp"));
        assertEquals(List.of(), bare.calls);

        listing.failures.put("map TCP 81", refusal());
        MappingRequest other = MappingRequest.tcp(81).controlProtocol("upnp");
        assertThrows(GatewayException.class, () -> gateway.map(other));
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void aProtocolThatDoesNotReachTheRouter_isSaidSo_andNothingIsSent() {
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.map(TCP_80.controlProtocol("nat-pmp")));
        assertEquals(Reason.UNSUPPORTED, failure.reason());
        assertEquals(List.of(), bare.calls);
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void whatAnotherProtocolHolds_isClosedThere_whenOneIsNamed() throws Exception {
        gateway.map(TCP_80);
        gateway.map(TCP_80.controlProtocol("upnp"));
        assertEquals(List.of(), List.copyOf(bare.held.keySet()));
        assertEquals(List.of(TCP_80.keys().get(0)), List.copyOf(listing.held.keySet()));
    }

    @Test
    void whatNoProtocolCanKeepIsSaid() throws Exception {
        MergedGateway alone = MergedGatewayTest.merged(bare);
        List<String> notes = alone.map(TCP_80.description("web").permanent()).notes();
        assertEquals(
                List.of(
                        "Control protocol pcp keeps no descriptions.",
                        "Control protocol pcp grants no lease this long: TCP port 80 closes in"
                                + " 3600 s unless it is renewed."),
                notes);
    }

    @Test
    void afterARefusalTheNextIsAsked_andTheNoteSaysSo() throws Exception {
        bare.failures.put("map TCP 80", refusal());
        MappingResult result = gateway.map(TCP_80);
        assertEquals(
                List.of("Control protocol pcp failed, so upnp was asked: Not you."),
                result.notes());
        assertEquals(List.of("map TCP 80"), bare.calls);
        assertEquals(List.of("map TCP 80"), listing.calls);
    }

    @Test
    void onesThatCannotKeepAllAreAskedLast() throws Exception {
        listing.failures.put("map TCP 80", refusal());
        List<String> notes = gateway.map(TCP_80.permanent()).notes();
        assertEquals(2, notes.size(), notes.toString());
        assertTrue(notes.get(0).startsWith("Control protocol upnp failed"), notes.toString());
        assertTrue(notes.get(1).contains("closes in 3600 s"), notes.toString());
    }

    @Test
    void aPortThatIsInUseIsSoForAllProtocols() {
        for (Reason each : List.of(Reason.CONFLICT, Reason.RESERVED)) {
            bare.failures.put("map TCP 80", new GatewayException(each, "In use."));
            GatewayException failure =
                    assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
            assertEquals(each, failure.reason());
            assertEquals("In use.", failure.getMessage());
        }
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void aConflictAtTheNextProtocolTellsWhatWasTried() {
        bare.failures.put("map TCP 80", refusal());
        listing.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "In use."));
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.getMessage().startsWith("In use. Control protocol pcp failed"));
    }

    @Test
    void whenAllFailTheMostTellingFailureIsThrown_withItsCode() {
        bare.failures.put("map TCP 80", silence());
        listing.failures.put(
                "map TCP 80",
                new GatewayException(Reason.NOT_AUTHORIZED, new ControlCode("upnp", 606), "No."));
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(Optional.of(new ControlCode("upnp", 606)), failure.code());
        assertTrue(failure.getMessage().startsWith("No. Silence."), failure.getMessage());
    }

    @Test
    void whenAllFail_eachFactIsToldOnce() {
        bare.failures.put(
                "map TCP 80",
                new GatewayException(Reason.NOT_AUTHORIZED, "Port 80: PCP says 2. Look there."));
        listing.failures.put(
                "map TCP 80",
                new GatewayException(Reason.NOT_AUTHORIZED, "Port 80: UPnP says 606. Look there."));
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
        assertEquals("Port 80: PCP says 2. Look there. UPnP says 606.", failure.getMessage());
    }

    @Test
    void anInterruptOfOnePortSaysWhatIsInDoubt() {
        bare.failures.put("map TCP 80", new InterruptedException());
        InterruptedException failure =
                assertThrows(InterruptedException.class, () -> gateway.map(TCP_80));
        assertTrue(failure.getMessage().startsWith("TCP port 80 may be open already"));
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void theProtocolThatHangsLeavesTimeForTheNext() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicLong clock = new AtomicLong();
        // Of 30 s, 50 ms are left when the protocols are looked at: 25 for the first.
        ModelGateway hanging =
                hanging(interrupted, () -> clock.set(Duration.ofMillis(29_950).toNanos()));
        MergedGateway slow =
                new MergedGateway(new ProtocolGateways(MergedGatewayTest.of(hanging)), clock::get);
        slow.protocols().join(MergedGatewayTest.of(listing));
        MappingResult result = slow.map(TCP_80.description("web"));
        interrupted.await();
        assertEquals(List.of("map TCP 80"), listing.calls);
        assertTrue(
                result.notes().get(0).contains("No answer came from pcp at 192.168.1.1"),
                result.notes().toString());
    }

    @Test
    void anInterruptReachesTheProtocolThatIsAsked() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        ModelGateway hanging =
                new ModelGatewayWithMap(bare) {
                    @Override
                    public MappingResult map(MappingRequest request) throws InterruptedException {
                        asked.countDown();
                        return hang(interrupted);
                    }
                };
        MergedGateway slow = MergedGatewayTest.merged(hanging, listing);
        FutureTask<MappingResult> call = new FutureTask<>(() -> slow.map(TCP_80));
        Thread thread = new Thread(call);
        thread.start();
        asked.await();
        thread.interrupt();
        assertTrue(
                assertThrows(ExecutionException.class, call::get).getCause()
                        instanceof InterruptedException);
        interrupted.await();
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void aCallWithoutTimeAsksNobody() {
        AtomicLong clock = new AtomicLong();
        CallBudget budget = new CallBudget(clock::get);
        clock.set(Duration.ofSeconds(31).toNanos());
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> budget.spend("pcp", budget.left(), () -> "never"));
        assertEquals(Reason.UNREACHABLE, failure.reason());
    }

    @Test
    void whatAProtocolThrowsIsItsFailure() throws Exception {
        CallBudget budget = new CallBudget(() -> 0);
        Duration some = Duration.ofSeconds(20);
        assertEquals("answer", budget.spend("pcp", some, () -> "answer"));
        GatewayException refusal = refusal();
        assertEquals(
                refusal,
                assertThrows(
                        GatewayException.class,
                        () ->
                                budget.spend(
                                        "pcp",
                                        some,
                                        () -> {
                                            throw refusal;
                                        })));
        assertThrows(
                InterruptedException.class,
                () ->
                        budget.spend(
                                "pcp",
                                some,
                                () -> {
                                    throw new InterruptedException();
                                }));
        assertEquals(
                Reason.UNKNOWN,
                assertThrows(
                                GatewayException.class,
                                () ->
                                        budget.spend(
                                                "pcp",
                                                some,
                                                () -> {
                                                    throw new IllegalStateException();
                                                }))
                        .reason());
    }

    @Test
    void anAnswerThatComesAsTheTimeIsOver_isTaken_andLeavesNoInterrupt() throws Exception {
        CallBudget budget = new CallBudget(System::nanoTime);

        String answer =
                budget.spend(
                        "pcp",
                        Duration.ofMillis(5),
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                Thread.onSpinWait();
                            }
                            return "answer";
                        });

        assertEquals("answer", answer);
        assertFalse(Thread.interrupted());
    }

    @Test
    void theProtocolThatIsThereIsAsked_whileASearchThatMightBringABetterOneGoesOn()
            throws Exception {
        AtomicLong ahead = new AtomicLong();
        ModelGateway alone =
                new ModelGatewayWithMap(bare) {
                    @Override
                    public Set<Capability> capabilities() {
                        // 50 ms before a third of the call's 30 s is over.
                        ahead.set(Duration.ofMillis(9_950).toNanos());
                        return super.capabilities();
                    }
                };
        MergedGateway slow =
                new MergedGateway(
                        new ProtocolGateways(MergedGatewayTest.of(alone)),
                        () -> System.nanoTime() + ahead.get());
        slow.protocols().expect("upnp");
        slow.map(TCP_80.description("web"));
        assertEquals(List.of("map TCP 80"), alone.calls);
    }

    private ModelGateway hanging(CountDownLatch interrupted, Runnable atFirst) {
        return new ModelGatewayWithMap(bare) {
            @Override
            public Set<Capability> capabilities() {
                atFirst.run();
                return EnumSet.of(Capability.DESCRIPTION);
            }

            @Override
            public MappingResult map(MappingRequest request) throws InterruptedException {
                return hang(interrupted);
            }
        };
    }

    /** Is paced by doing nothing. */
    private abstract static class ModelGatewayWithMap extends ModelGateway {
        ModelGatewayWithMap(ModelGateway like) {
            super(like);
        }

        @Override
        public Gateway paced(Pace pace) {
            return this;
        }

        static MappingResult hang(CountDownLatch interrupted) throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new AssertionError();
        }
    }

    private static GatewayException refusal() {
        return new GatewayException(Reason.NOT_AUTHORIZED, "Not you.");
    }

    private static GatewayException silence() {
        return new GatewayException(Reason.UNREACHABLE, "Silence.");
    }
}
