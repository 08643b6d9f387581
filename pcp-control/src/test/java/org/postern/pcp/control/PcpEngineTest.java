// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.fakes.StubServer;
import org.postern.pcp.control.server.Dialect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The whole bundle against a server on loopback. */
@Timeout(60)
class PcpEngineTest {
    @TempDir Path state;

    private final ModelServer model = new ModelServer();
    private StubServer server;
    private PcpEngine engine;

    @BeforeEach
    void start() throws Exception {
        server = new StubServer(model);
        engine = engine();
    }

    @AfterEach
    void end() {
        engine.close();
        server.close();
    }

    @Test
    void aSearch_findsAGateway_whichOpensAPort_thatAnotherProcessCloses() throws Exception {
        Search search = search(query());
        assertEquals(Optional.empty(), search.end.get());
        Candidate candidate = search.last();
        assertEquals(Standing.PUBLIC, candidate.standing());
        Gateway gateway = candidate.gateway().orElseThrow();
        assertEquals("pcp:127.0.0.1:" + server.address().getPort(), gateway.info().id());
        assertEquals(InetAddress.getByName("127.0.0.1"), gateway.info().localAddress());

        gateway.map(MappingRequest.tcp(8080).internalPort(80));
        assertEquals(List.of("6 8080>80"), model.table());
        assertTrue(Files.isRegularFile(state.resolve("pcp.key")));

        try (PcpEngine other = engine()) {
            Search again = new Search();
            other.search(Dialect.PCP, query(), again);
            again.end.get();
            again.last().gateway().orElseThrow().unmap(PortKey.tcp(8080));
        }
        assertEquals(List.of(), model.table());
    }

    @Test
    void aPrivateAddress_isWarnedOf() throws Exception {
        model.external = new byte[] {10, 1, 2, 3};

        Search search = search(query());
        search.end.get();

        assertEquals(Standing.PRIVATE, search.last().standing());
        assertEquals(1, search.last().warnings().size());
    }

    @Test
    void natPmpWithoutAnAddress_isNoUsableGateway_butPcpIs() throws Exception {
        model.pmpAddressResult = 3;
        Search both = search(query());
        assertEquals(Optional.empty(), both.end.get());
        assertEquals(Standing.NO_ADDRESS, both.last().standing());

        Search pmp = search(Dialect.NAT_PMP, query());

        assertEquals(Reason.NO_GATEWAY, pmp.end.get().orElseThrow().reason());
        assertEquals(Standing.DISCONNECTED, pmp.last().standing());
    }

    @Test
    void eachProtocol_findsAGatewayOfItsOwn_atOneServer() throws Exception {
        List<Gateway> found = new ArrayList<>();
        for (Dialect each : Dialect.values()) {
            Search search = search(each, query());
            assertEquals(Optional.empty(), search.end.get());
            assertEquals(Standing.PUBLIC, search.last().standing());
            found.add(search.last().gateway().orElseThrow());
        }
        assertEquals(
                List.of(List.of("pcp"), List.of("nat-pmp")),
                found.stream().map(each -> each.info().controlProtocols()).toList());
        assertEquals(found.get(0).info().id(), found.get(1).info().id());

        found.get(0).map(MappingRequest.tcp(8080));
        found.get(1).map(MappingRequest.udp(8080));
        for (Gateway each : found) {
            assertEquals(1, each.mappings().size());
        }
    }

    @Test
    void overIpv6_theSameRouterOpensItsFirewall_evenWhereItMapsNothing() throws Exception {
        InetAddress own = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(own) != null, "This machine has no IPv6.");
        InetSocketAddress at = new InetSocketAddress(own, server.address().getPort());
        ModelServer firewall = new ModelServer();
        try (StubServer ipv6 = new StubServer(at, firewall);
                PcpEngine both = new PcpEngine(none -> List.of(), List.of(at), none -> null)) {
            Search search = new Search();
            both.search(Dialect.PCP, query(), search);
            assertEquals(Optional.empty(), search.end.get());
            Gateway gateway = search.last().gateway().orElseThrow();
            assertEquals(Set.of(Capability.OWN_LIST, Capability.PINHOLE), gateway.capabilities());
            assertEquals(Standing.PUBLIC, search.last().standing());
            gateway.map(MappingRequest.tcp(8080));
            gateway.pinholes().orElseThrow().open(PinholeRequest.tcp(9090));
            assertEquals(List.of("6 8080>8080"), model.table());
            assertEquals(List.of("6 9090>9090"), firewall.table());
            assertEquals(at, ipv6.address());

            server.close();
            Search alone = new Search();
            both.search(Dialect.PCP, query(), alone);
            assertEquals(Optional.empty(), alone.end.get());
            gateway = alone.last().gateway().orElseThrow();
            assertEquals(Set.of(Capability.PINHOLE), gateway.capabilities());
            assertEquals(Standing.NO_ADDRESS, alone.last().standing());
            assertEquals(server.address().getAddress(), gateway.info().address());
        }
    }

    @Test
    void inPlainJava_bothProtocolsShareOneThread_whichEndsWithTheLast() throws Exception {
        PlainPcpProtocol pcp = new PlainPcpProtocol();
        PlainNatPmpProtocol natPmp = new PlainNatPmpProtocol();
        assertEquals(List.of("pcp", "nat-pmp"), List.of(pcp.name(), natPmp.name()));
        Set<Thread> before = loops();
        for (ControlProtocol each : List.of(pcp, natPmp)) {
            Search search = new Search();
            each.search(query(), search);
            assertEquals(Optional.empty(), search.end.get());
        }
        Set<Thread> started = loops();
        started.removeAll(before);
        assertEquals(1, started.size());

        pcp.close();
        pcp.close();
        assertTrue(started.iterator().next().isAlive());
        natPmp.close();
        assertFalse(started.iterator().next().isAlive());
    }

    @Test
    void whereNobodyAnswers_theSearchEndsAtOnce() throws Exception {
        server.close();

        assertEquals(Reason.NO_DEVICES, search(query()).end.get().orElseThrow().reason());
    }

    @Test
    void aNameOfAnotherProtocol_findsWhatMayJoin() throws Exception {
        engine.close();
        engine =
                new PcpEngine(
                        ipv6 -> List.of(), List.of(server.address()), key -> state.toString());
        Search search = search(GatewayQuery.standard().withWanted("uuid:x"));

        assertEquals(Reason.NO_GATEWAY, search.end.get().orElseThrow().reason());
        assertFalse(search.last().wanted());
        assertEquals(Standing.PUBLIC, search.last().standing());
    }

    @Test
    void aWatch_reportsWhatComes_andTheEndIsTheEnd() throws Exception {
        Events events = new Events();
        Watch watch = engine.watch(Dialect.PCP, query(), Duration.ofSeconds(1), events);
        assertEquals("added", events.next());

        model.restart();
        model.external = new byte[] {(byte) 203, 0, 113, 8};
        assertEquals("changed", events.next());
        watch.close();
        // The address may have been told by itself.
        events.all.clear();
        int asked = server.received().size();
        model.restart();

        assertEquals(asked, server.received().size());
        assertTrue(events.all.isEmpty());
    }

    @Test
    void aWatchOfNothing_saysSo() throws Exception {
        server.close();
        Events events = new Events();
        try (Watch watch = engine.watch(Dialect.PCP, query(), Duration.ofSeconds(1), events)) {
            assertNotNull(watch);
            assertEquals("missing", events.next());
        }
    }

    @Test
    void servers_asUsersWriteThem() {
        assertEquals(2, ServerSetting.parse("10.2.0.1, 10.2.0.2:99").orElseThrow().size());
        assertEquals(Optional.empty(), ServerSetting.parse("10.2.0.1,"));
        assertEquals(Optional.empty(), ServerSetting.parse("10.2.0.1 ".repeat(9)));
    }

    @Test
    void aSettingThatCannotBeUsed_isNoServer() {
        assertEquals(
                List.of(),
                ServerSetting.read(Map.of("servers", "router"), "servers", "a configuration"));
        assertEquals(
                List.of(new InetSocketAddress("10.2.0.1", 5351)),
                ServerSetting.read(Map.of("servers", "10.2.0.1"), "servers", ""));
    }

    private static Set<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("postern-pcp"))
                .collect(Collectors.toSet());
    }

    private GatewayQuery query() {
        return GatewayQuery.standard().withWanted("127.0.0.1:" + server.address().getPort());
    }

    private PcpEngine engine() {
        return new PcpEngine(ipv6 -> List.of(), List.of(), key -> state.toString());
    }

    private Search search(GatewayQuery query) throws GatewayException {
        return search(Dialect.PCP, query);
    }

    private Search search(Dialect dialect, GatewayQuery query) throws GatewayException {
        Search search = new Search();
        engine.search(dialect, query, search);
        return search;
    }

    private static final class Search implements CandidateListener {
        private final List<Candidate> found = new ArrayList<>();
        private final CompletableFuture<Optional<GatewayException>> end = new CompletableFuture<>();

        @Override
        public void found(Candidate candidate) {
            found.add(candidate);
        }

        @Override
        public void ended(Optional<GatewayException> failure) {
            end.complete(failure);
        }

        Candidate last() {
            return found.get(found.size() - 1);
        }
    }

    private static final class Events implements GatewayListener {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void added(Gateway gateway, GatewayState state) {
            all.add("added");
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {
            all.add("changed");
        }

        @Override
        public void removed(Gateway gateway, String reason) {
            all.add("removed");
        }

        @Override
        public void missing(GatewayException failure) {
            all.add("missing");
        }

        String next() throws InterruptedException {
            return String.valueOf(all.poll(30, TimeUnit.SECONDS));
        }
    }
}
