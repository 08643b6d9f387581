// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.gateways.fakes.FakeHost;
import org.postern.gateways.fakes.FakeProtocol;
import org.postern.gateways.fakes.FakeProtocols;
import org.postern.gateways.reachability.UnknownHost;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** The search over several protocols, and how those that are later join. */
@Timeout(60)
class MergedGatewayFinderTest {
    /** Long enough that a search that waits it out fails by the class's time limit. */
    private static final GatewayQuery ENDLESS =
            GatewayQuery.standard().withTimeout(Duration.ofMinutes(5));

    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");

    @Test
    void withOneProtocol_theSearchIsClosedAtOnce() throws Exception {
        FakeProtocol upnp = finding("upnp", listing);
        GatewayChoice choice = finder(upnp).find(ENDLESS);
        assertEquals("upnp://192.168.1.1", choice.gateway().info().id());
        assertEquals(0, upnp.openSearches.get());
    }

    @Test
    void eachProtocolThatIsAsked_isASearch() throws Exception {
        FakeProtocols protocols = new FakeProtocols(finding("upnp", listing), finding("pcp", bare));
        MergedGatewayFinder finder =
                new MergedGatewayFinder(
                        protocols, ipv6 -> List.of(), new UnknownHost(), System::nanoTime);
        finder.find(ENDLESS);
        assertEquals(2, protocols.searches());
        finder.find(ENDLESS.withControlProtocol("pcp"));
        assertEquals(3, protocols.searches());
    }

    @Test
    void aSearchThatTellsFromAnotherThreadWakesTheCaller() throws Exception {
        FakeProtocol upnp = new FakeProtocol("upnp");
        FutureTask<GatewayChoice> finding = start(() -> finder(upnp).find(ENDLESS));
        upnp.searched.await();
        upnp.search.found(FakeProtocol.candidate(listing, Standing.PUBLIC));
        assertEquals("upnp://192.168.1.1", finding.get().gateway().info().id());
    }

    @Test
    void aProtocolThatThrowsHarmsNobody() throws Exception {
        FakeProtocol broken =
                new FakeProtocol(
                        "broken",
                        listener -> {
                            throw new IllegalStateException("no");
                        });
        ControlProtocol nameless =
                new FakeProtocol("x") {
                    @Override
                    public String name() {
                        throw new IllegalStateException("no name");
                    }
                };
        FakeProtocol unending =
                new FakeProtocol("unending") {
                    @Override
                    public Watch search(GatewayQuery query, CandidateListener listener) {
                        return () -> {
                            throw new IllegalStateException("no end");
                        };
                    }
                };
        MergedGatewayFinder finder = finder(broken, nameless, unending, finding("upnp", listing));
        GatewayChoice choice = finder.find(ENDLESS);
        assertEquals(List.of("upnp"), choice.gateway().info().controlProtocols());
        finder.close();
    }

    @Test
    void aGatewayThatDoesNotTellWhereItIsIsPassedOver() throws Exception {
        ModelGateway broken = ModelGateway.listing("broken");
        Candidate candidate = FakeProtocol.candidate(broken, Standing.PUBLIC);
        broken.failures.put("info", new UnsupportedOperationException("None."));
        FakeProtocol first = new FakeProtocol("broken", listener -> listener.found(candidate));
        GatewayChoice choice = finder(first, finding("upnp", listing)).find(ENDLESS);
        assertEquals(List.of("upnp"), choice.gateway().info().controlProtocols());
        first.search.found(candidate);
    }

    @Test
    void aProtocolWithoutAUsableNameIsNotUsed() throws Exception {
        for (String bad : Arrays.asList(null, "", "U PnP", "upnp\n")) {
            FakeProtocol unnamed = finding(bad, bare);
            FakeProtocol upnp = finding("upnp", listing);
            GatewayChoice choice = finder(unnamed, upnp).find(ENDLESS);
            assertEquals(List.of("upnp"), choice.gateway().info().controlProtocols());
            assertEquals(1, unnamed.searched.getCount());
            assertEquals(0, upnp.openSearches.get());
        }
    }

    @Test
    void aProtocolThatReturnsNoSearchHasEndedIt() throws Exception {
        FakeProtocol empty =
                new FakeProtocol("empty") {
                    @Override
                    public Watch search(GatewayQuery query, CandidateListener listener) {
                        return null;
                    }
                };
        assertEquals(Reason.NO_DEVICES, failure(empty, ENDLESS).reason());
        FakeProtocol mute = new FakeProtocol("mute");
        MergedGatewayFinder finder = finder(empty, mute);
        FutureTask<GatewayChoice> finding = start(() -> finder.find(ENDLESS));
        mute.searched.await();
        finder.close();
        assertThrows(ExecutionException.class, finding::get);
        assertEquals(0, mute.openSearches.get());
    }

    /** The query may be one for another protocol, such as a URL of its own scheme. */
    @Test
    void aQueryThatOneProtocolDoesNotKnowIsLeftToTheOthers() throws Exception {
        FakeProtocol strict = refusing("strict");
        GatewayChoice choice = finder(strict, finding("pcp", bare)).find(ENDLESS);
        assertEquals(List.of("pcp"), choice.gateway().info().controlProtocols());
        FakeProtocol nothing =
                new FakeProtocol(
                        "nothing",
                        listener ->
                                listener.ended(
                                        Optional.of(
                                                new GatewayException(
                                                        Reason.NO_DEVICES, "Nobody."))));
        GatewayException failure =
                assertThrows(GatewayException.class, () -> finder(strict, nothing).find(ENDLESS));
        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals("No URL. Nobody.", failure.getMessage());
    }

    @Test
    void whereEveryProtocolThrowsThereIsNoGateway() {
        FakeProtocol broken =
                new FakeProtocol(
                        "broken",
                        listener -> {
                            throw new IllegalStateException("no");
                        });
        assertEquals(Reason.NO_DEVICES, failure(broken, ENDLESS).reason());
    }

    /** The protocols know nothing of this machine's routes. */
    @Test
    void answersThatLeaveElsewhere_areWarnedOf() throws Exception {
        FakeHost host =
                new FakeHost()
                        .with("lan0", "192.168.1.5", "192.168.1.1")
                        .with("tun0", "10.8.0.2")
                        .leaving("10.8.0.2", true);
        GatewayChoice choice =
                new MergedGatewayFinder(
                                new FakeProtocols(finding("upnp", listing)),
                                ipv6 -> List.of(),
                                host,
                                System::nanoTime)
                        .find(ENDLESS);

        assertEquals(1, choice.warnings().size());
        assertTrue(choice.warnings().get(0).contains("tun0"), choice.warnings().toString());
        assertEquals(List.of(), choice.gateway().map(MappingRequest.tcp(80)).notes());
    }

    @Test
    void aProtocolThatNeverEndsIsGivenUp() {
        AtomicLong clock = new AtomicLong();
        FakeProtocol mute = new FakeProtocol("mute");
        MergedGatewayFinder finder =
                new MergedGatewayFinder(
                        new FakeProtocols(mute),
                        ipv6 -> List.of(),
                        new UnknownHost(),
                        () -> clock.addAndGet(Duration.ofSeconds(40).toNanos()));
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> finder.find(ENDLESS.withTimeout(Duration.ZERO)));
        assertEquals(Reason.NO_DEVICES, failure.reason());
        assertEquals(0, mute.openSearches.get());
    }

    @Test
    void anInterruptEndsTheSearchAtOnce() throws Exception {
        FakeProtocol mute = new FakeProtocol("mute");
        FutureTask<GatewayChoice> task = new FutureTask<>(() -> finder(mute).find(ENDLESS));
        Thread thread = new Thread(task);
        thread.start();
        mute.searched.await();
        thread.interrupt();
        thread.join();
        assertTrue(
                assertThrows(ExecutionException.class, task::get).getCause()
                        instanceof InterruptedException);
        assertEquals(0, mute.openSearches.get());
    }

    @Test
    void closingTheFinderEndsItsSearches() throws Exception {
        FakeProtocol mute = new FakeProtocol("mute");
        MergedGatewayFinder finder = finder(mute);
        FutureTask<GatewayChoice> finding = start(() -> finder.find(ENDLESS));
        mute.searched.await();
        finder.close();
        ExecutionException failure = assertThrows(ExecutionException.class, finding::get);
        assertEquals(
                Reason.UNKNOWN,
                assertInstanceOf(GatewayException.class, failure.getCause()).reason());
        assertEquals(0, mute.openSearches.get());
        assertThrows(GatewayException.class, () -> finder.find(ENDLESS));
    }

    @Test
    void aBadQueryIsRefused_andNothingGoesOn() {
        FakeProtocol first = new FakeProtocol("first");
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> finder(refusing("strict"), refusing("other")).find(ENDLESS));
        assertEquals(Reason.INVALID_ARGUMENT, failure.reason());
        assertEquals("No URL.", failure.getMessage());
        assertEquals(
                Reason.INVALID_ARGUMENT,
                failure(first, ENDLESS.withTimeout(Duration.ofMillis(-1))).reason());
        assertEquals(
                Reason.INVALID_ARGUMENT,
                failure(first, ENDLESS.withNetworkInterface("nonsense0")).reason());
        assertEquals(1, first.searched.getCount());
    }

    @Test
    void onlyTheNamedProtocolIsAsked() throws Exception {
        FakeProtocol pcp = finding("pcp", bare);
        FakeProtocol upnp = finding("upnp", listing);
        MergedGatewayFinder finder = finder(pcp, upnp);
        assertEquals(
                List.of("upnp"),
                finder.find(ENDLESS.withControlProtocol("upnp"))
                        .gateway()
                        .info()
                        .controlProtocols());
        assertEquals(1, pcp.searched.getCount());
        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> finder.find(ENDLESS.withControlProtocol("none")));
        assertEquals(Reason.INVALID_ARGUMENT, failure.reason());
        assertTrue(failure.getMessage().contains("pcp, upnp"), failure.getMessage());
        assertEquals(
                Reason.NO_DEVICES,
                assertThrows(GatewayException.class, () -> finder().find(ENDLESS)).reason());
    }

    @Test
    void ofOneNameTheFirstIsUsed() throws Exception {
        FakeProtocol other = new FakeProtocol("upnp");
        finder(finding("upnp", listing), other).find(ENDLESS);
        assertEquals(1, other.searched.getCount());
    }

    @Test
    void theFailureOfAnOnlyProtocolIsItsOwn_atTheCallersLine() throws Exception {
        GatewayException failure =
                start(() -> new GatewayException(Reason.NO_GATEWAY, "A printer.")).get();
        FakeProtocol upnp =
                new FakeProtocol("upnp", listener -> listener.ended(Optional.of(failure)));
        GatewayException thrown = failure(upnp, ENDLESS);
        assertSame(failure, thrown.getCause());
        assertEquals(failure.reason(), thrown.reason());
        assertEquals(failure.getMessage(), thrown.getMessage());
        assertTrue(
                Arrays.stream(thrown.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(MergedGatewayFinderTest.class.getName()::equals));
        assertFalse(upnp.openSearches.get() > 0);
    }

    /** For which the query is a bad one. */
    private static FakeProtocol refusing(String name) {
        return new FakeProtocol(name) {
            @Override
            public Watch search(GatewayQuery query, CandidateListener listener)
                    throws GatewayException {
                throw new GatewayException(Reason.INVALID_ARGUMENT, "No URL.");
            }
        };
    }

    private static FakeProtocol finding(String name, Gateway gateway) {
        return new FakeProtocol(
                name, listener -> listener.found(FakeProtocol.candidate(gateway, Standing.PUBLIC)));
    }

    private static GatewayException failure(ControlProtocol protocol, GatewayQuery query) {
        return assertThrows(GatewayException.class, () -> finder(protocol).find(query));
    }

    private static MergedGatewayFinder finder(ControlProtocol... protocols) {
        return new MergedGatewayFinder(
                new FakeProtocols(protocols),
                ipv6 -> List.of(),
                new UnknownHost(),
                System::nanoTime);
    }

    private static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }
}
