// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Set;

/** Which protocol holds a port, also when its answer was lost or another one took it over. */
@Timeout(60)
class PortHolderTest {
    private static final MappingRequest TCP_80 = MappingRequest.tcp(80);

    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final MergedGateway gateway = MergedGatewayTest.merged(bare, listing);

    @Test
    void thePortStaysWithTheProtocolThatHoldsIt() throws Exception {
        gateway.map(TCP_80.description("web"));
        gateway.map(TCP_80);
        assertEquals(List.of("map TCP 80", "map TCP 80"), listing.calls);
        gateway.unmap(PortKey.tcp(80));
        gateway.map(TCP_80);
        assertEquals(List.of("map TCP 80"), bare.calls);
    }

    @Test
    void afterSilenceWhatItMayHaveOpenedIsClosedFirst() throws Exception {
        bare.lostAnswers.put("map TCP 80", silence());
        MappingResult result = gateway.map(TCP_80);
        assertEquals(List.of("map TCP 80", "unmap TCP 80"), bare.calls);
        assertEquals(0, bare.held.size());
        assertTrue(
                result.notes().get(0).endsWith("What it held at TCP port 80 was closed first."),
                result.notes().toString());
    }

    @Test
    void afterSilenceItIsSaidWhatIsInDoubt() throws Exception {
        bare.failures.put("map TCP 80", silence());
        bare.failures.put("unmap TCP 80", silence());
        MappingResult result = gateway.map(TCP_80);
        assertEquals(List.of("map TCP 80", "unmap TCP 80"), bare.calls);
        assertTrue(
                result.notes().get(0).endsWith("It may hold TCP port 80, too."),
                result.notes().toString());
    }

    @Test
    void afterSilenceAnotherClientsMappingStays() throws Exception {
        MergedGateway other = MergedGatewayTest.merged(listing, bare);
        listing.holds(PortKey.tcp(80), "192.168.1.77");
        listing.failures.put("map TCP 80", silence());
        other.map(TCP_80);
        assertEquals(List.of("map TCP 80", "find TCP 80"), listing.calls);
        assertEquals(1, listing.held.size());
    }

    @Test
    void whatTheHolderRefusesToKeepIsClosedThere() throws Exception {
        gateway.map(TCP_80);
        bare.failures.put("map TCP 80", refusal());
        gateway.map(TCP_80);
        assertEquals(0, bare.held.size());
        assertEquals(1, listing.held.size());
        listing.calls.clear();
        gateway.unmap(PortKey.tcp(80));
        assertEquals(List.of("unmap TCP 80"), listing.calls);
    }

    @Test
    void whatTheHolderRefusesToKeepStays_whenNoOtherOpensIt() throws Exception {
        gateway.map(TCP_80);
        bare.failures.put("map TCP 80", new GatewayException(Reason.NO_RESOURCES, "Full."));
        listing.failures.put("map TCP 80", refusal());
        assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
        assertEquals(Set.of(PortKey.tcp(80)), bare.held.keySet());
    }

    @Test
    void afterSilenceWhatMayHaveStoodStays_whenNoOtherOpensIt() {
        MergedGateway other = MergedGatewayTest.merged(listing, bare);
        listing.holds(PortKey.tcp(80), "192.168.1.5");
        listing.failures.put("map TCP 80", silence());
        bare.failures.put("map TCP 80", refusal());
        GatewayException failure = assertThrows(GatewayException.class, () -> other.map(TCP_80));
        assertEquals(Set.of(PortKey.tcp(80)), listing.held.keySet());
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(failure.advice().contains(Advice.LIST_MAPPINGS));
    }

    /** One table for all protocols: what the first closes is what the second opened. */
    @Test
    void aPortThatAnotherTakesOverIsOpen_inATableThatBothShare() throws Exception {
        listing.shareTableOf(bare);
        gateway.map(TCP_80);
        bare.failures.put("map TCP 80", refusal());
        gateway.map(TCP_80);
        assertEquals(Set.of(PortKey.tcp(80)), listing.held.keySet());
        listing.calls.clear();
        gateway.unmap(PortKey.tcp(80));
        assertEquals(List.of("unmap TCP 80"), listing.calls);
    }

    @Test
    void aPortThatAnotherTookOverAndLostAgain_isNotHeld() throws Exception {
        ModelGateway once =
                new ModelGateway(listing) {
                    @Override
                    public MappingResult map(MappingRequest request)
                            throws GatewayException, InterruptedException {
                        MappingResult result = super.map(request);
                        failures.put("map TCP 80", refusal());
                        return result;
                    }
                };
        once.shareTableOf(bare);
        MergedGateway shared = MergedGatewayTest.merged(bare, once);
        shared.map(TCP_80);
        bare.failures.put("map TCP 80", refusal());
        GatewayException failure = assertThrows(GatewayException.class, () -> shared.map(TCP_80));
        assertEquals(Reason.NOT_HELD, failure.reason());
    }

    @Test
    void afterSilenceAMappingWithoutAClientIsInDoubt() throws Exception {
        MergedGateway other = MergedGatewayTest.merged(listing, bare);
        listing.holds(PortKey.tcp(80), "0.0.0.0");
        listing.failures.put("map TCP 80", silence());
        List<String> notes = other.map(TCP_80).notes();
        assertTrue(
                notes.contains("Control protocol upnp may hold TCP port 80, too."),
                notes.toString());
    }

    @Test
    void afterSilenceItIsClosed_thoughThisMachineHasAnotherAddressNow() throws Exception {
        MergedGateway other = MergedGatewayTest.merged(listing, bare);
        GatewayInfo before = listing.info;
        listing.info =
                new GatewayInfo(
                        before.id(),
                        before.controlProtocols(),
                        "",
                        "",
                        "",
                        before.address(),
                        ModelGateway.address("192.168.1.6"),
                        before.attributes());
        listing.lostAnswers.put("map TCP 80", silence());
        other.map(TCP_80);
        assertEquals(Set.of(), listing.held.keySet());
        assertEquals(Set.of(PortKey.tcp(80)), bare.held.keySet());
    }

    @Test
    void whatOneProtocolClosed_theOtherRemembersNoLonger() throws Exception {
        ModelGateway own = ModelGateway.at("pcp", "192.168.1.1", Set.of(Capability.OWN_LIST));
        MergedGateway both = MergedGatewayTest.merged(own, listing);
        own.map(TCP_80);
        own.map(MappingRequest.tcp(81));
        own.map(MappingRequest.tcp(82));
        both.map(TCP_80.controlProtocol("upnp"));
        own.map(TCP_80);
        both.unmap(PortKey.tcp(80));
        assertEquals(Set.of(PortKey.tcp(81), PortKey.tcp(82)), own.held.keySet());

        listing.holds(PortKey.tcp(81), "192.168.1.5");
        both.unmapRange(Protocol.TCP, 1, 100);
        assertEquals(Set.of(PortKey.tcp(82)), own.held.keySet());
    }

    private static GatewayException refusal() {
        return new GatewayException(Reason.NOT_AUTHORIZED, "Not you.");
    }

    private static GatewayException silence() {
        return new GatewayException(Reason.UNREACHABLE, "Silence.");
    }
}
