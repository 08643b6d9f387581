// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.gateway.PortKey;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.fakes.FixedFinder;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.nexthop.DefaultGateway;
import org.postern.doctor.nexthop.UdpAnswers;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;
import org.postern.simulator.RouterConfig;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** What is collected, in which order, and what is left out. */
class ExaminationTest extends ExaminationFixture {
    private static HostInterface link(boolean up, String... addresses) {
        return new HostInterface(
                "eth0",
                up,
                false,
                List.of(addresses).stream().map(FakeCollectors::address).toList());
    }

    @Test
    void withoutANetworkNothingIsAsked() throws Exception {
        for (List<HostInterface> each :
                List.of(
                        List.<HostInterface>of(),
                        List.of(link(false, "192.0.2.10")),
                        List.of(link(true)),
                        List.of(link(true, "169.254.7.7")),
                        List.of(link(true, "2001:db8::5", "fe80::5")))) {
            FixedFinder unasked = FixedFinder.findingNothing();
            finder = unasked;
            collectors = new FakeCollectors();
            collectors.interfaces = each;

            Evidence evidence = examine(requestOfPort());

            assertEquals(List.of("machine"), collectors.calls);
            assertFalse(unasked.query.isDone());
            assertEquals(each, evidence.machine().interfaces());
            assertEquals(List.of(), evidence.nextHops());
            assertEquals(Optional.empty(), evidence.wan());
            assertEquals(Optional.empty(), evidence.port());
            assertFalse(evidence.searching().dropped().measured());
        }
    }

    @Test
    void whereAllIsWellAllIsKnown() throws Exception {
        find(RouterConfig.standard());

        Evidence evidence = examine(requestOfPort());

        Wan wan = evidence.wan().orElseThrow();
        assertEquals(Optional.of(true), wan.connected());
        assertEquals(List.of(wan.gateway()), evidence.searching().gateways());
        assertEquals(Optional.of("another (12)"), evidence.searching().announcementPort());
        assertEquals(Optional.of(FakeCollectors.PORT), evidence.port());
        assertEquals(OptionalInt.of(8080), evidence.question().port());
        assertEquals(OptionalInt.of(8081), evidence.question().internalPort());
        PortInquiry inquiry = collectors.inquiry.orElseThrow();
        assertEquals(PortKey.tcp(8080), inquiry.key());
        assertEquals(8081, inquiry.internalPort());
        assertEquals(wan.externalAddress(), inquiry.externalAddress());
        assertTrue(inquiry.testMapping());
    }

    @Test
    void theGatewayIsAskedOverUdpBeforeAnythingElseIsSent_andWhatComesUnaskedIsMeasuredBeside()
            throws Exception {
        find(RouterConfig.standard());

        examine(requestOfPort());

        List<String> calls = collectors.calls;
        assertTrue(calls.indexOf("udp") < calls.indexOf("hops"), calls.toString());
        assertTrue(calls.indexOf("udp") < calls.indexOf("count"), calls.toString());
        assertTrue(calls.indexOf("noise") < calls.indexOf("count"), calls.toString());
        assertTrue(calls.indexOf("counted") < calls.indexOf("port"), calls.toString());
        assertEquals("closed", calls.get(calls.size() - 1));
    }

    /** Which a rule may choose by the address. */
    @Test
    void theWayOutIsThatOfAnswersFromTheAddressThatTheGatewayForwardsTo() throws Exception {
        find(RouterConfig.standard());
        WayOut tunnel = new WayOut(WayOut.State.LEAVES, Optional.empty(), "tun0", true);
        collectors.answers = Optional.of(tunnel);

        Evidence evidence = examine(request());

        assertEquals(tunnel, evidence.machine().wayOut());
        InetAddress own = evidence.wan().orElseThrow().gateway().localAddress();
        assertTrue(collectors.calls.contains("answers of " + own.getHostAddress()));
    }

    @Test
    void withoutAGatewayTheWayOutIsThatOfAll() throws Exception {
        finder = FixedFinder.findingNothing();
        collectors.answers =
                Optional.of(new WayOut(WayOut.State.LEAVES, Optional.empty(), "tun0", true));

        assertEquals("eth0", examine(request()).machine().wayOut().networkInterface());
    }

    @Test
    void thePortIsLeftAlone_whereItDoesNotMatter() throws Exception {
        find(RouterConfig.standard());
        portMatters = false;

        assertEquals(Optional.empty(), examine(requestOfPort()).port());
        assertFalse(collectors.calls.contains("port"));
        assertEquals(
                Optional.of(FakeCollectors.PORT),
                examine(requestOfPort().withHelper(URI.create("http://192.0.2.99:8090"))).port());
    }

    @Test
    void withoutAPortNoneIsExamined_andNothingIsMeasuredForOne() throws Exception {
        find(RouterConfig.standard());

        assertEquals(Optional.empty(), examine(request()).port());
        assertFalse(collectors.calls.contains("port"));
        assertFalse(collectors.calls.contains("noise"));
    }

    @Test
    void withoutATestMappingTheGatewayIsToldSo() throws Exception {
        find(RouterConfig.standard());

        examine(requestOfPort().withoutTestMapping());

        assertFalse(collectors.inquiry.orElseThrow().testMapping());
    }

    @Test
    void theInternalPortIsTheExternalOne_unlessAnotherIsNamed() throws Exception {
        find(RouterConfig.standard());
        DiagnosisRequest both = requestOfPort();
        DiagnosisRequest one =
                new DiagnosisRequest(
                        both.query(),
                        both.port(),
                        OptionalInt.empty(),
                        both.protocol(),
                        both.stun(),
                        both.helper(),
                        both.testMapping());

        assertEquals(OptionalInt.of(8080), examine(one).question().internalPort());
        assertEquals(8080, collectors.inquiry.orElseThrow().internalPort());
    }

    @Test
    void whatWasDroppedIsHeldAgainstTheNoise_onlyWhereNoGatewayWasRead() throws Exception {
        faster = 20;
        collectors.dropped = 40;

        Evidence evidence = examine(request());

        assertEquals(40, evidence.searching().dropped().count());
        assertTrue(collectors.calls.indexOf("noise") > collectors.calls.indexOf("counted"));
        assertEquals(Optional.empty(), evidence.wan());

        collectors = new FakeCollectors();
        collectors.dropped = 40;
        find(RouterConfig.standard());
        examine(request());
        assertFalse(collectors.calls.contains("noise"));
    }

    @Test
    void theRestOfTheDefaultGatewayIsNotAwaited_whereItIsTheOneThatIsUsed() throws Exception {
        find(RouterConfig.standard());
        CountDownLatch never = new CountDownLatch(1);
        collectors =
                new FakeCollectors() {
                    @Override
                    public List<NextHop> nextHops(
                            List<DefaultGateway> gateways,
                            Map<InetAddress, UdpAnswers> udp,
                            TimeLimit limit) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return List.of(hop(Neighbour.NOT_MEASURED));
                    }
                };
        collectors.defaultGateway = InetAddress.getByName("127.0.0.1");

        NextHop hop = examine(request()).nextHops().get(0);

        assertEquals(Neighbour.NOT_MEASURED, hop.neighbour());
        assertEquals(PortAnswer.ANSWERED, hop.tcp().get(80));
    }

    @Test
    void theDefaultGatewayIsAwaited_whereAnotherOneIsUsed() throws Exception {
        find(RouterConfig.standard());

        assertEquals(Neighbour.PRESENT, examine(request()).nextHops().get(0).neighbour());
    }

    @Test
    void whatTheDefaultGatewayAnswersOverOtherProtocolsIsNamed() throws Exception {
        find(RouterConfig.standard());
        collectors.natPmpResult = OptionalInt.of(3);
        collectors.defaultGateway = InetAddress.getByName("127.0.0.1");

        Evidence evidence = examine(request());

        assertEquals(List.of("nat-pmp"), evidence.searching().protocolsThatAnswered());
        assertTrue(evidence.wan().orElseThrow().networkFailure());
    }

    @Test
    void progressIsToldOnTheThreadThatAsked() throws Exception {
        find(RouterConfig.standard());

        examine(requestOfPort());

        assertTrue(told.size() >= 4, told.toString());
        tellers.forEach(each -> assertEquals(Thread.currentThread(), each));
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "udp", "hops", "port"})
    void aBugInOneCollectorDoesNotHideWhatTheOthersFind(String broken) throws Exception {
        find(RouterConfig.standard());
        collectors = new BrokenCollectors(broken);

        Evidence evidence = examine(requestOfPort());

        assertEquals(Optional.of(true), evidence.wan().orElseThrow().connected());
        assertEquals(broken.equals("port"), evidence.port().isEmpty());
        assertEquals(broken.equals("routes"), evidence.nextHops().isEmpty());
    }

    private static final class BrokenCollectors extends FakeCollectors {
        private final String broken;

        BrokenCollectors(String broken) {
            this.broken = broken;
        }

        private void check(String call) {
            if (call.equals(broken)) {
                throw new IllegalStateException("a bug");
            }
        }

        @Override
        public List<DefaultGateway> defaultGateways(List<HostInterface> all) {
            check("routes");
            return super.defaultGateways(all);
        }

        @Override
        public Map<InetAddress, UdpAnswers> udp(List<InetAddress> gateways, TimeLimit limit) {
            check("udp");
            return super.udp(gateways, limit);
        }

        @Override
        public List<NextHop> nextHops(
                List<DefaultGateway> gateways, Map<InetAddress, UdpAnswers> udp, TimeLimit limit) {
            check("hops");
            return super.nextHops(gateways, udp, limit);
        }

        @Override
        public PortEvidence port(
                PortInquiry asked, Drops drops, Optional<OutsideHelper> helper, TimeLimit limit)
                throws InterruptedException {
            check("port");
            return super.port(asked, drops, helper, limit);
        }
    }
}
