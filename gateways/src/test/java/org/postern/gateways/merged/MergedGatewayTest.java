// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Attribute;
import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.WanStatus;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** What the protocols of a router are together, and which one is asked. */
@Timeout(60)
class MergedGatewayTest {
    private static final PortKey TCP_80 = PortKey.tcp(80);
    private static final Attribute<String> MODEL = new Attribute<>("test.model", String.class);
    private static final Attribute<String> EPOCH = new Attribute<>("test.epoch", String.class);

    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final MergedGateway gateway = merged(bare, listing);

    @Test
    void theFirstProtocolNamesIt_andOthersFillWhatItDoesNotKnow() {
        bare.info = info(bare, "", "", Map.of(EPOCH, "7"));
        listing.info = info(listing, "My Router", "Maker", Map.of(EPOCH, "8", MODEL, "M"));
        GatewayInfo info = merged(bare, listing).info();
        assertEquals("pcp://192.168.1.1", info.id());
        assertEquals(List.of("pcp", "upnp"), info.controlProtocols());
        assertEquals("My Router", info.name());
        assertEquals("Maker", info.manufacturer());
        assertEquals("7", info.attribute(EPOCH).orElseThrow());
        assertEquals("M", info.attribute(MODEL).orElseThrow());
    }

    @Test
    void whatIsKnownStaysKnown_whenAProtocolLeaves() {
        listing.info = info(listing, "My Router", "Maker", Map.of(MODEL, "M"));
        MergedGateway left = merged(listing, bare);
        assertEquals("My Router", left.info().name());
        left.protocols().leave("upnp");
        GatewayInfo info = left.info();
        assertEquals("upnp://192.168.1.1", info.id());
        assertEquals(List.of("pcp"), info.controlProtocols());
        assertEquals("My Router", info.name());
        assertEquals("M", info.attribute(MODEL).orElseThrow());
    }

    @Test
    void whatIsKnownStaysKnown_whenAProtocolFailsToTellIt() throws Exception {
        listing.info = info(listing, "My Router", "Maker", Map.of(MODEL, "M"));
        GatewayInfo before = gateway.info();
        listing.failures.put("info", new UnsupportedOperationException("None."));
        assertEquals(before, gateway.info());
        assertEquals(80, gateway.map(MappingRequest.tcp(80)).mapping().externalPort());
        bare.failures.put("info", new UnsupportedOperationException("None."));
        assertEquals(before, gateway.info());
    }

    @Test
    void itCanDoWhatAnyProtocolCan_andLosesItWithTheProtocol() {
        assertEquals(EnumSet.allOf(Capability.class), gateway.capabilities());
        gateway.protocols().leave("upnp");
        assertEquals(EnumSet.noneOf(Capability.class), gateway.capabilities());
        gateway.protocols().leave("pcp");
        assertEquals(List.of("pcp"), gateway.info().controlProtocols());
    }

    @Test
    void whatNoProtocolCanDoIsUnsupported_andNothingIsSent() throws Exception {
        MergedGateway alone = merged(bare);
        assertReason(Reason.UNSUPPORTED, alone::mappings);
        assertReason(Reason.UNSUPPORTED, () -> alone.find(TCP_80));
        assertReason(Reason.UNSUPPORTED, () -> alone.findAll(new TreeSet<>(List.of(TCP_80))));
        assertReason(Reason.UNSUPPORTED, () -> alone.unmapRange(Protocol.TCP, 1, 9));
        assertReason(Reason.UNSUPPORTED, alone::status);
        assertReason(Reason.UNSUPPORTED, () -> alone.requestCallback(8080));
        assertTrue(alone.link().isEmpty());
        assertTrue(alone.traffic().isEmpty());
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void callsAreCounted_byProtocol_alsoThoseAtAPace() throws Exception {
        assertEquals(CallStatistics.NONE, gateway.statistics());
        bare.failures.put("externalAddress", new GatewayException(Reason.NO_ADDRESS, "None."));
        gateway.externalAddress();
        assertEquals(new CallStatistics(2, 1), gateway.statistics());
        gateway.paced(() -> Duration.ZERO).mappings();
        assertEquals(new CallStatistics(3, 1), gateway.statistics());
        gateway.protocols().leave("pcp");
        assertEquals(new CallStatistics(3, 1), gateway.statistics());
    }

    @Test
    void whatIsNotAskedIsNotCounted() {
        MergedGateway alone = merged(bare);
        assertReason(Reason.UNSUPPORTED, alone::mappings);
        gateway.info();
        assertEquals(CallStatistics.NONE, alone.statistics());
    }

    @Test
    void whatOneCanDoIsAskedOfThatOne() throws Exception {
        listing.holds(TCP_80, "192.168.1.5");
        listing.holds(PortKey.tcp(8), "192.168.1.5");
        listing.status = Optional.of(new WanStatus(true, "Connected", "", Optional.empty(), ""));
        gateway.mappings();
        gateway.status();
        gateway.link();
        gateway.traffic();
        gateway.find(TCP_80);
        gateway.unmapRange(Protocol.TCP, 1, 9);
        gateway.requestCallback(8080).close();
        assertEquals(
                List.of(
                        "mappings",
                        "status",
                        "link",
                        "traffic",
                        "find TCP 80",
                        "unmapRange TCP 1 9",
                        "requestCallback 8080",
                        "end of callback 8080"),
                listing.calls);
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void whereTheFirstFailsTheNextAnswers() throws Exception {
        bare.failures.put("externalAddress", new GatewayException(Reason.NO_ADDRESS, "None."));
        assertEquals(ModelGateway.address("203.0.113.7"), gateway.externalAddress());
        listing.failures.put("externalAddress", new GatewayException(Reason.UNREACHABLE, "Off."));
        GatewayException failure = assertThrows(GatewayException.class, gateway::externalAddress);
        assertEquals(Reason.NO_ADDRESS, failure.reason());
        assertEquals("None. Off.", failure.getMessage());
    }

    @Test
    void aProtocolThatThrowsIsAFailureLikeOthers() throws Exception {
        bare.failures.put("externalAddress", new IllegalStateException("bug"));
        assertEquals(ModelGateway.address("203.0.113.7"), gateway.externalAddress());
        GatewayException failure =
                assertThrows(GatewayException.class, merged(bare)::externalAddress);
        assertEquals(Reason.UNKNOWN, failure.reason());
    }

    @Test
    void whereThereIsNoListItIsKnownWhatWasOpenedFromHere() throws Exception {
        ModelGateway own = ModelGateway.at("pcp", "192.168.1.1", EnumSet.of(Capability.OWN_LIST));
        own.holds(TCP_80, "192.168.1.5");
        assertEquals(1, merged(own).mappings().size());
        assertEquals(List.of(), merged(own, listing).mappings());
    }

    @Test
    void whatOneDoesNotSeeTheOtherMay() throws Exception {
        ModelGateway seeing = ModelGateway.at("pcp", "192.168.1.1", EnumSet.of(Capability.FIND));
        seeing.holds(TCP_80, "192.168.1.5");
        listing.holds(PortKey.udp(90), "192.168.1.6");
        MergedGateway both = merged(listing, seeing);
        assertTrue(both.find(TCP_80).isPresent());
        List<PortMapping> found =
                both.findAll(new TreeSet<>(List.of(PortKey.udp(90), TCP_80, PortKey.tcp(100))));
        assertEquals(
                List.of(TCP_80, PortKey.udp(90)), found.stream().map(PortMapping::key).toList());
        listing.failures.put("find TCP 100", new GatewayException(Reason.FAILED, "What?"));
        assertTrue(both.find(PortKey.tcp(100)).isEmpty());
        seeing.failures.put("find TCP 100", new GatewayException(Reason.UNREACHABLE, "Off."));
        assertReason(Reason.FAILED, () -> both.find(PortKey.tcp(100)));
    }

    @Test
    void arePaced_allProtocols_andShareWhatTheyHold() throws Exception {
        AtomicInteger booked = new AtomicInteger();
        Gateway paced =
                gateway.paced(
                        () -> {
                            booked.incrementAndGet();
                            return Duration.ZERO;
                        });
        bare.failures.put("externalAddress", new GatewayException(Reason.NO_ADDRESS, "None."));
        paced.externalAddress();
        assertEquals(2, booked.get());
        paced.paced(
                        () -> {
                            booked.addAndGet(10);
                            return Duration.ZERO;
                        })
                .externalAddress();
        assertEquals(24, booked.get());
        bare.failures.clear();
        paced.map(MappingRequest.tcp(80));
        gateway.unmap(TCP_80);
        assertEquals(0, bare.held.size());
    }

    @Test
    void portsAndRangesAreCheckedBeforeAnythingIsSent() {
        assertReason(Reason.INVALID_PORT, () -> gateway.unmap(PortKey.tcp(0)));
        assertReason(Reason.INVALID_PORT, () -> gateway.find(PortKey.tcp(65536)));
        assertReason(Reason.INVALID_PORT, () -> gateway.map(MappingRequest.tcpAndUdp(0)));
        assertReason(Reason.INVALID_PORT, () -> gateway.unmapRange(Protocol.TCP, 9, 1));
        assertReason(
                Reason.INVALID_LEASE,
                () -> gateway.map(MappingRequest.tcp(80).lease(Duration.ofDays(8))));
        assertEquals(List.of(), bare.calls);
        assertEquals(List.of(), listing.calls);
    }

    private static GatewayInfo info(
            ModelGateway of, String name, String maker, Map<Attribute<?>, Object> attributes) {
        GatewayInfo info = of.info;
        return new GatewayInfo(
                info.id(),
                info.controlProtocols(),
                name,
                maker,
                "",
                info.address(),
                info.localAddress(),
                attributes);
    }

    interface Call {
        void run() throws Exception;
    }

    static void assertReason(Reason reason, Call call) {
        assertEquals(reason, assertThrows(GatewayException.class, call::run).reason());
    }

    static MergedGateway merged(ModelGateway... gateways) {
        return new MergedGateway(protocols(gateways));
    }

    static ProtocolGateways protocols(ModelGateway... gateways) {
        ProtocolGateways protocols = new ProtocolGateways(of(gateways[0]));
        for (ModelGateway each : gateways) {
            protocols.join(of(each));
        }
        return protocols;
    }

    static ProtocolGateway of(ModelGateway gateway) {
        return new ProtocolGateway(gateway.info().controlProtocols().get(0), 0, gateway);
    }
}
