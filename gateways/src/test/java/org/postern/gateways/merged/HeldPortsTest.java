// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Over which protocol an open port is closed, renewed and looked at, and what is remembered. */
@Timeout(60)
class HeldPortsTest {
    private static final PortKey TCP_80 = PortKey.tcp(80);

    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final MergedGateway gateway = MergedGatewayTest.merged(bare, listing);

    @Test
    void aPortIsClosedOverTheProtocolThatOpenedIt() throws Exception {
        gateway.map(MappingRequest.tcp(80));
        gateway.unmap(TCP_80);
        assertEquals(List.of("map TCP 80", "unmap TCP 80"), bare.calls);
        assertEquals(List.of(), listing.calls);
    }

    @Test
    void aPortThatAnybodyOpenedIsClosedByWhoSeesIt_elseByWhoeverCan() throws Exception {
        listing.holds(TCP_80, "192.168.1.9");
        gateway.unmap(TCP_80);
        assertEquals(List.of(), bare.calls);
        bare.holds(TCP_80, "192.168.1.5");
        gateway.unmap(TCP_80);
        assertEquals(List.of("unmap TCP 80"), bare.calls);
        MergedGatewayTest.assertReason(Reason.NOT_FOUND, () -> gateway.unmap(TCP_80));
    }

    @Test
    void aSilentProtocolLeavesMoreDoubtThanOneThatHasNothing() {
        listing.failures.put("unmap TCP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
        MergedGatewayTest.assertReason(Reason.UNREACHABLE, () -> gateway.unmap(TCP_80));
    }

    @Test
    void aPortWhoseHolderDoesNotCloseItStaysOpen_andSoDoesAnothersAtTheNext() throws Exception {
        gateway.map(MappingRequest.tcp(80));
        listing.holds(TCP_80, "192.168.1.9");
        bare.failures.put("unmap TCP 80", new GatewayException(Reason.UNREACHABLE, "Off."));
        MergedGatewayTest.assertReason(Reason.UNREACHABLE, () -> gateway.unmap(TCP_80));
        assertEquals(List.of(), listing.calls);
        bare.failures.clear();
        gateway.unmap(TCP_80);
        assertEquals(0, bare.held.size());
        gateway.map(MappingRequest.tcp(80));
        bare.held.clear();
        gateway.unmap(TCP_80);
        assertEquals(0, listing.held.size());
    }

    @Test
    void aPortIsRenewedByItsProtocol_orByWhoSeesIt() throws Exception {
        PortMapping mine = gateway.map(MappingRequest.tcp(80)).mapping();
        gateway.renew(mine, Duration.ofHours(1));
        assertEquals(List.of("map TCP 80", "renew TCP 80 3600"), bare.calls);
        listing.holds(PortKey.tcp(90), "192.168.1.5");
        gateway.renew(listing.held.get(PortKey.tcp(90)), Duration.ofHours(1));
        assertEquals(List.of("renew TCP 90 3600"), listing.calls);
        gateway.protocols().leave("upnp");
        gateway.renew(mine, Duration.ofHours(1));
        assertEquals(3, bare.calls.size());
    }

    @Test
    void aRangeOfARouterWithoutAList_isWhatWasOpenedFromHere() throws Exception {
        ModelGateway remembering =
                ModelGateway.at("pcp", "192.168.1.1", Set.of(Capability.OWN_LIST));
        remembering.holds(TCP_80, "192.168.1.5");
        remembering.holds(PortKey.tcp(95), "192.168.1.5");
        MergedGateway alone = MergedGatewayTest.merged(remembering);

        assertEquals(
                List.of(TCP_80),
                alone.unmapRange(Protocol.TCP, 1, 90).stream().map(PortMapping::key).toList());
        assertEquals(List.of(PortKey.tcp(95)), List.copyOf(remembering.held.keySet()));
        MergedGatewayTest.assertReason(
                Reason.NOT_FOUND, () -> alone.unmapRange(Protocol.TCP, 1, 90));
    }

    /** A router may keep a table for each protocol: what one cannot show is not lost in another's. */
    @Test
    void aPortOfAProtocolThatShowsNone_isHeldUntilItsLeaseEnds() throws Exception {
        AtomicLong nanos = new AtomicLong();
        MergedGateway timed =
                new MergedGateway(MergedGatewayTest.protocols(bare, listing), nanos::get);
        timed.map(MappingRequest.tcp(80));
        assertEquals(List.of(TCP_80), List.copyOf(bare.held.keySet()));
        nanos.set(Duration.ofSeconds(600).toNanos());
        assertEquals(Duration.ofSeconds(3000), timed.find(TCP_80).orElseThrow().lease());
        assertEquals(1, timed.findAll(new TreeSet<>(List.of(TCP_80, PortKey.tcp(81)))).size());
        timed.renew(timed.find(TCP_80).orElseThrow(), Duration.ofSeconds(600));
        nanos.set(Duration.ofSeconds(1199).toNanos());
        assertEquals(Duration.ofSeconds(1), timed.find(TCP_80).orElseThrow().lease());
        nanos.set(Duration.ofSeconds(1200).toNanos());
        assertTrue(timed.find(TCP_80).isEmpty());
    }

    @Test
    void aPortOfAProtocolThatShowsNone_isAsOthersShowIt() throws Exception {
        gateway.map(MappingRequest.tcp(80));
        listing.holds(TCP_80, "192.168.1.9");
        assertEquals(
                ModelGateway.address("192.168.1.9"),
                gateway.find(TCP_80).orElseThrow().internalClient());
    }

    @Test
    void afterTheRouterMayHaveLostItsMappings_onlyWhatIsSeenIsHeld() throws Exception {
        gateway.map(MappingRequest.tcp(80));
        gateway.doubtMappings();
        assertTrue(gateway.find(TCP_80).isEmpty());
        gateway.map(MappingRequest.tcp(80));
        assertTrue(gateway.find(TCP_80).isPresent());
        gateway.unmap(TCP_80);
        assertTrue(gateway.find(TCP_80).isEmpty());
    }

    @Test
    void whatIsRememberedIsBounded() {
        PortHolders holders = new PortHolders(() -> 0);
        for (int port = 1; port <= 20_000; port++) {
            bare.holds(PortKey.tcp(port), "192.168.1.5");
            holders.remember(bare.held.get(PortKey.tcp(port)), "pcp");
        }
        assertTrue(holders.of(TCP_80).isEmpty());
        assertTrue(holders.of(PortKey.tcp(20_000)).isPresent());
        assertTrue(holders.of(PortKey.tcp(20_001 - PortHolders.MOST)).isPresent());
    }
}
