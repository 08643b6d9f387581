// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Ports that lead to another host than this machine. */
@Timeout(60)
class OtherClientTest {
    private static final InetAddress OTHER = ModelGateway.address("192.168.1.9");
    private static final InetAddress THIS = ModelGateway.address("192.168.1.5");
    private static final MappingRequest TCP_80 = MappingRequest.tcp(80).client(OTHER);

    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final MergedGateway gateway = MergedGatewayTest.merged(bare, listing);

    @Test
    void aProtocolThatMapsForThisMachineOnlyIsPassedOver() throws Exception {
        MappingResult result = gateway.map(TCP_80);
        assertEquals(OTHER, result.mapping().internalClient());
        assertEquals(List.of(), result.notes());
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void noneIsAskedInsteadOfTheOneThatRefused() {
        listing.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "Not you."));
        GatewayException failure = assertThrows(GatewayException.class, () -> gateway.map(TCP_80));
        assertEquals("Not you.", failure.getMessage());
        assertEquals(List.of(), bare.calls);
    }

    /** What the other protocol opened for this machine must not be taken for the port. */
    @Test
    void theHolderOfThePortIsPassedOver_too() throws Exception {
        gateway.map(MappingRequest.tcp(80));
        assertEquals(List.of("map TCP 80"), bare.calls);
        gateway.map(TCP_80);
        assertEquals(List.of("map TCP 80"), listing.calls);
    }

    @Test
    void withoutAnyThatCan_nothingIsSent() {
        MergedGateway alone = MergedGatewayTest.merged(bare);
        for (MappingRequest each : List.of(TCP_80, MappingRequest.tcpAndUdp(80).client(OTHER))) {
            GatewayException failure = assertThrows(GatewayException.class, () -> alone.map(each));
            assertEquals(Reason.UNSUPPORTED, failure.reason());
            assertTrue(
                    failure.getMessage()
                            .endsWith("cannot open ports to other machines than this one."),
                    failure.getMessage());
        }
        assertEquals(List.of(), bare.calls);
    }

    @Test
    void thisMachinesOwnAddressIsTheSameAsNone() throws Exception {
        MergedGateway alone = MergedGatewayTest.merged(bare);
        assertEquals(
                THIS, alone.map(MappingRequest.tcp(80).client(THIS)).mapping().internalClient());
    }

    @Test
    void bothProtocolsLeadToTheClient_orNeither() throws Exception {
        MappingRequest both = MappingRequest.tcpAndUdp(80).client(OTHER);
        assertEquals(
                List.of(OTHER, OTHER),
                gateway.map(both).mappings().stream().map(PortMapping::internalClient).toList());
        gateway.unmap(PortKey.tcp(80));
        gateway.unmap(PortKey.udp(80));

        listing.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "In use."));
        assertThrows(GatewayException.class, () -> gateway.map(both));
        assertEquals(List.of(), List.copyOf(listing.held.values()));
    }

    /** Of a pair, what was overwritten before the other could not be opened is put back. */
    @Test
    void whatTheClientHadBeforeIsPutBack() throws Exception {
        PortMapping before =
                new PortMapping(
                        PortKey.udp(80).protocol(), 80, OTHER, 81, "", true, Duration.ZERO, "");
        listing.holds(before);
        listing.failures.put("map TCP 80", new GatewayException(Reason.CONFLICT, "In use."));

        assertThrows(
                GatewayException.class,
                () -> gateway.map(MappingRequest.tcpAndUdp(80).client(OTHER)));

        assertEquals(List.of(before), List.copyOf(listing.held.values()));
    }

    /** An answer was lost: what is closed again is what leads to the client. */
    @Test
    void whatMayHaveBeenOpenedForTheClientIsClosedAgain() {
        listing.lostAnswers.put("map UDP 80", new GatewayException(Reason.UNREACHABLE, "Lost."));

        assertThrows(
                GatewayException.class,
                () -> gateway.map(MappingRequest.tcpAndUdp(80).client(OTHER)));

        assertEquals(List.of(), List.copyOf(listing.held.values()));
    }
}
