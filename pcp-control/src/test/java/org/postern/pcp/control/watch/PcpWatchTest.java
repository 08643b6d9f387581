// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.pcp.control.fakes.ManualLoop;
import org.postern.pcp.control.fakes.ModelServer;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.internal.routes.Route;
import org.postern.pcp.control.nonce.NonceSource;
import org.postern.pcp.control.receipt.PortReceipts;
import org.postern.pcp.control.search.ServerPlaces;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A week passes in no time: the loop and the network are those of the test. */
class PcpWatchTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress SERVER = new InetSocketAddress(LOOPBACK, 5351);
    private static final String PCP = "028000000000000000000000000000000000000000000000";
    private static final String NAT_PMP = "00800000" + "000003e8" + "cb007107";

    private final ModelServer model = new ModelServer();
    private final ManualLoop loop = new ManualLoop();
    private final List<String> events = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>(List.of(new Route(LOOPBACK, "lo", 0)));
    private final List<Route> ipv6Routes = new ArrayList<>();
    private final PcpServers servers = new PcpServers(loop);
    private final List<Set<Capability>> capabilities = new ArrayList<>();
    private boolean refuses;
    private boolean refusesIpv4;
    private boolean silent;
    private PcpWatch watch;

    @BeforeEach
    void start() throws Exception {
        watch = watch(Dialect.PCP);
        loop.peer(
                (socket, datagram) -> {
                    if (refuses || refusesIpv4 && socket.to().equals(SERVER)) {
                        throw new PortUnreachableException();
                    }
                    if (!silent) {
                        model.epoch = 1000 + (int) loop.elapsed().toSeconds();
                        model.apply(datagram)
                                .forEach(each -> socket.receive(Duration.ofMillis(1), each));
                    }
                });
    }

    private PcpWatch watch(Dialect dialect) throws Exception {
        GatewayParts parts =
                new GatewayParts(
                        new ServerProbes(servers),
                        new NonceSource(() -> new byte[32]),
                        new PortReceipts(Clock.systemUTC(), Optional.empty()),
                        Clock.systemUTC());
        return new PcpWatch(
                parts,
                dialect,
                new Announcements(loop),
                new ServerPlaces(
                        ipv6 -> ipv6 ? ipv6Routes : routes, List.of(), GatewayQuery.standard()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                () -> 0.5,
                new Events());
    }

    @Test
    void aServer_isAdded_andAskedOnceAMinute() {
        begins();
        int opened = loop.sockets().size();

        passes(Duration.ofHours(1));

        assertEquals(List.of("added"), events);
        assertEquals(2 * 59, loop.sockets().size() - opened);
        assertEquals(0, loop.open());
    }

    @ParameterizedTest
    @ValueSource(strings = {PCP, NAT_PMP})
    void anAnnouncement_raisesTheRevision_whateverItsEpoch(String announcement) {
        begins();
        announces(SERVER, announcement);

        assertEquals("changed", events.get(1).replaceFirst(" .*", ""));
    }

    @Test
    void severalAnnouncements_areToldOnce_andThoseThatFollowOnceMore() {
        begins();
        for (int i = 0; i < 3; i++) {
            announces(SERVER, PCP);
            passes(Duration.ofSeconds(1));
        }
        assertEquals(List.of("added", "changed 1"), events);

        passes(Duration.ofSeconds(10));

        assertEquals(3, events.size());
    }

    /** As somebody sends them who forges the router's address. */
    @Test
    void announcementsOfEverOtherAddresses_areToldAsRarely() {
        begins();
        for (int i = 1; i <= 5; i++) {
            announces(SERVER, "00800000" + "000003e8" + "cb00710" + i);
            passes(Duration.ofSeconds(1));
        }
        assertEquals(2, events.size(), events.toString());

        passes(Duration.ofSeconds(10));

        assertEquals(3, events.size(), events.toString());
    }

    /** Section 4f of the design: whoever can send a datagram must not be able to do harm. */
    @Test
    void whatIsNoAnnouncement_orFromSomebodyElse_isNothing() throws Exception {
        begins();
        announces(new InetSocketAddress(LOOPBACK, 5350), PCP);
        announces(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 5351), PCP);
        announces(SERVER, PCP + "00000000");
        announces(SERVER, "0280");
        announces(SERVER, PCP.replace("02800000", "02800001"));
        announces(SERVER, "00800001" + "000003e8");
        announces(SERVER, "0081000000000000" + "00".repeat(8));

        assertEquals(List.of("added"), events);
    }

    @Test
    void eightDatagramsInASecond_areLookedAt() {
        begins();
        for (int i = 0; i < 8; i++) {
            announces(SERVER, "0280");
        }
        announces(SERVER, PCP);
        assertEquals(List.of("added"), events);

        passes(Duration.ofSeconds(1));
        announces(SERVER, PCP);

        assertEquals(List.of("added", "changed 1"), events);
    }

    @Test
    void anAddressThatChanges_isToldAtTheNextPoll() {
        begins();
        model.external = new byte[] {(byte) 203, 0, 113, 8};

        passes(Duration.ofSeconds(61));

        assertEquals(List.of("added", "changed 1"), events);
    }

    @Test
    void aServerThatRefusesForAMoment_mayHaveLostItsMappings() {
        begins();
        refuses = true;
        passes(Duration.ofSeconds(61));
        refuses = false;
        passes(Duration.ofSeconds(5));

        assertEquals(List.of("added", "changed 1"), events);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatAnswersNoMore_isRemoved_andAddedWhenItIsBack(boolean closed) {
        begins();
        refuses = closed;
        silent = !closed;
        passes(Duration.ofMinutes(4));
        assertEquals(List.of("added", "removed", "missing"), events);

        refuses = false;
        silent = false;
        passes(Duration.ofSeconds(75));

        assertEquals(List.of("added", "removed", "missing", "added"), events);
    }

    @Test
    void overNatPmpAlone_itIsTheSame() throws Exception {
        model.pcp = false;
        watch = watch(Dialect.NAT_PMP);
        begins();
        int opened = loop.sockets().size();
        passes(Duration.ofHours(1));
        assertEquals(59, loop.sockets().size() - opened);

        announces(SERVER, NAT_PMP);

        assertEquals(List.of("added", "changed 1"), events);
    }

    /** The router was replaced, or its settings were changed. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aServerThatSpeaksOnlyTheOtherProtocol_isRemoved_andRarelyAsked(Dialect watched)
            throws Exception {
        watch = watch(watched);
        begins();
        model.pcp = watched != Dialect.PCP;
        model.natPmp = watched != Dialect.NAT_PMP;
        passes(Duration.ofMinutes(12));
        assertEquals("removed", events.get(events.size() - 2));
        int asked = loop.sockets().size();

        passes(Duration.ofMinutes(9));

        assertTrue(loop.sockets().size() - asked <= 2);
    }

    @Test
    void aServerThatNeverAnswered_isAskedAgainAfterTenMinutes_orWhenItAnnouncesItself() {
        silent = true;
        begins();
        passes(Duration.ofSeconds(3));
        assertEquals(List.of("missing"), events);
        int asked = loop.sockets().size();
        passes(Duration.ofMinutes(9));
        assertEquals(asked, loop.sockets().size());

        passes(Duration.ofMinutes(2));
        assertTrue(loop.sockets().size() > asked);

        silent = false;
        announces(SERVER, PCP);
        passes(Duration.ofSeconds(1));
        assertEquals(List.of("missing", "added"), events);
    }

    @Test
    void aRouteThatGoes_takesItsServerWithIt() {
        begins();
        routes.clear();
        passes(Duration.ofSeconds(15));

        assertEquals(List.of("added", "removed", "missing"), events);
    }

    @Test
    void aRouterOverBothFamilies_isOneGateway_whichOpensItsFirewallWhileItAnswersOverIpv6()
            throws Exception {
        InetSocketAddress firewall = ipv6Route();
        begins();
        assertEquals(
                Set.of(Capability.OWN_LIST, Capability.PINHOLE),
                capabilities.get(capabilities.size() - 1));
        announces(SERVER, PCP);
        announces(firewall, PCP);
        passes(Duration.ofSeconds(20));
        assertEquals(1, events.stream().filter("added"::equals).count());
        assertEquals("changed 1", events.get(events.size() - 1));

        ipv6Routes.clear();
        passes(Duration.ofSeconds(15));

        assertEquals(Set.of(Capability.OWN_LIST), capabilities.get(capabilities.size() - 1));
        assertFalse(events.contains("removed"));
    }

    @Test
    void aRestartThatIsToldOverIpv6Alone_isOneOfTheRouter() throws Exception {
        InetSocketAddress firewall = ipv6Route();
        begins();
        int before = events.size();

        announces(firewall, PCP);
        assertEquals(List.of("changed 1"), events.subList(before, events.size()));
        passes(Duration.ofMinutes(1));
        announces(SERVER, PCP);
        passes(Duration.ofSeconds(1));
        announces(firewall, PCP);
        passes(Duration.ofMinutes(5));

        assertEquals(List.of("changed 1", "changed 2"), events.subList(before, events.size()));
    }

    @Test
    void aRouterThatIsHeldBack_andGoes_isMissing() throws Exception {
        ipv6Route();
        refusesIpv4 = true;
        begins();
        ipv6Routes.clear();
        passes(Duration.ofSeconds(5));

        assertEquals(List.of("missing"), events);
    }

    /** Quirk P19. */
    @Test
    void aRouterThatAnswersOverIpv6Alone_isAGatewayToo() throws Exception {
        InetSocketAddress firewall = ipv6Route();
        refusesIpv4 = true;
        begins();
        assertEquals(List.of(), events, "other protocols come first");
        passes(Duration.ofSeconds(5));
        assertEquals(List.of("added"), events);
        assertEquals(List.of(Set.of(Capability.PINHOLE)), capabilities);

        announces(firewall, PCP);
        assertEquals("changed 1", events.get(1));
        passes(Duration.ofMinutes(5));
        assertEquals(2, events.size());

        refuses = true;
        passes(Duration.ofMinutes(3));
        assertEquals(List.of("removed", "missing"), events.subList(2, 4));
    }

    private InetSocketAddress ipv6Route() throws Exception {
        InetAddress own = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(own) != null, "This machine has no IPv6.");
        ipv6Routes.add(new Route(own, "lo", 0));
        return new InetSocketAddress(own, 5351);
    }

    @Test
    void aWatchThatEnds_leavesNothing() {
        begins();
        watch.stop();
        passes(Duration.ofHours(1));

        assertEquals(List.of("added"), events);
        assertEquals(0, loop.open());
        assertFalse(loop.isListening());
    }

    private void begins() {
        loop.execute(watch::start);
        passes(Duration.ofMillis(10));
    }

    private void passes(Duration time) {
        loop.advance(time);
    }

    private void announces(InetSocketAddress from, String hex) {
        loop.announce(from, HexFormat.of().parseHex(hex));
    }

    private final class Events implements GatewayListener {
        @Override
        public void added(Gateway gateway, GatewayState state) {
            events.add("added");
            capabilities.add(gateway.capabilities());
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {
            events.add("changed " + state.revision());
            capabilities.add(gateway.capabilities());
        }

        @Override
        public void removed(Gateway gateway, String reason) {
            events.add("removed");
        }

        @Override
        public void missing(GatewayException failure) {
            events.add("missing");
        }
    }
}
