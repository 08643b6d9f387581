// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.ControlProtocol;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.gateways.fakes.Eventually;
import org.postern.gateways.fakes.FakeProtocol;
import org.postern.gateways.fakes.FakeProtocols;
import org.postern.gateways.reachability.UnknownHost;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** How protocols that find the elected router later join its gateway, and who waits for them. */
@Timeout(60)
class JoiningProtocolTest {
    /** Long enough that a search that waits it out fails by the class's time limit. */
    private static final GatewayQuery ENDLESS =
            GatewayQuery.standard().withTimeout(Duration.ofMinutes(5));

    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");

    @Test
    void aProtocolThatFindsTheRouterLaterJoinsIt() throws Exception {
        FakeProtocol pcp = finding("pcp", bare);
        FakeProtocol upnp = new FakeProtocol("upnp");
        Gateway gateway = finder(pcp, upnp).find(ENDLESS).gateway();
        assertEquals(0, pcp.openSearches.get());
        assertEquals(1, upnp.openSearches.get());
        ModelGateway elsewhere = ModelGateway.at("upnp", "192.168.1.254", listing.capabilities());
        upnp.search.found(FakeProtocol.candidate(elsewhere, Standing.PUBLIC));
        upnp.search.found(FakeProtocol.candidate(listing, Standing.SILENT));
        assertEquals(List.of("pcp"), gateway.info().controlProtocols());
        upnp.search.found(FakeProtocol.candidate(listing, Standing.PRIVATE));
        assertEquals(List.of("pcp", "upnp"), gateway.info().controlProtocols());
        assertTrue(gateway.capabilities().contains(Capability.LIST));
        assertEquals("pcp://192.168.1.1", gateway.info().id());
        assertEquals(0, upnp.openSearches.get());
    }

    @Test
    void fromTheChoiceOn_aProtocolThatSearchesLearnsThatNobodyWaits() throws Exception {
        AtomicBoolean before = new AtomicBoolean(true);
        FakeProtocol upnp = new FakeProtocol("upnp", listener -> before.set(listener.isDecided()));
        finder(finding("pcp", bare), upnp).find(ENDLESS);

        assertFalse(before.get());
        assertTrue(upnp.search.isDecided());
    }

    @Test
    void aRequestThatNoKnownProtocolCanDoWaitsForOthers() throws Exception {
        FakeProtocol upnp = new FakeProtocol("upnp");
        Gateway gateway = finder(finding("pcp", bare), upnp).find(ENDLESS).gateway();
        listing.holds(PortKey.tcp(80), "192.168.1.5");
        FutureTask<Integer> listed = new FutureTask<>(() -> gateway.mappings().size());
        Thread thread = new Thread(listed);
        thread.start();
        Eventually.waits(thread);
        upnp.search.found(FakeProtocol.candidate(listing, Standing.PUBLIC));
        assertEquals(1, listed.get());
    }

    @Test
    void aRequestThatAllRefusedWaitsForOthers() throws Exception {
        bare.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No."));
        FakeProtocol upnp = new FakeProtocol("upnp");
        Gateway gateway = finder(finding("pcp", bare), upnp).find(ENDLESS).gateway();
        FutureTask<MappingResult> mapped =
                new FutureTask<>(() -> gateway.map(MappingRequest.tcp(80)));
        Thread thread = new Thread(mapped);
        thread.start();
        Eventually.waits(thread);
        upnp.search.found(FakeProtocol.candidate(listing, Standing.PUBLIC));
        assertEquals(80, mapped.get().mapping().externalPort());
        assertEquals(List.of("map TCP 80"), listing.calls);
    }

    @Test
    void aRequestIsDoneAsWellAsPossibleWhenNoOtherProtocolCame() throws Exception {
        FakeProtocol upnp = new FakeProtocol("upnp");
        Gateway gateway = finder(finding("pcp", bare), upnp).find(ENDLESS).gateway();
        FutureTask<MappingResult> mapped =
                new FutureTask<>(() -> gateway.map(MappingRequest.tcp(80).permanent()));
        Thread thread = new Thread(mapped);
        thread.start();
        Eventually.waits(thread);
        upnp.search.ended(Optional.of(new GatewayException(Reason.NO_DEVICES, "Nobody.")));
        assertEquals(Duration.ofHours(1), mapped.get().mapping().lease());
        assertEquals(1, mapped.get().notes().size());
        assertEquals(0, upnp.openSearches.get());
    }

    @Test
    void closingTheFinderEndsTheWaitForOthers() throws Exception {
        FakeProtocol upnp = new FakeProtocol("upnp");
        MergedGatewayFinder finder = finder(finding("pcp", bare), upnp);
        Gateway gateway = finder.find(ENDLESS).gateway();
        finder.close();
        assertEquals(0, upnp.openSearches.get());
        assertEquals(
                Reason.UNSUPPORTED,
                assertThrows(GatewayException.class, gateway::mappings).reason());
    }

    private static FakeProtocol finding(String name, Gateway gateway) {
        return new FakeProtocol(
                name, listener -> listener.found(FakeProtocol.candidate(gateway, Standing.PUBLIC)));
    }

    private static MergedGatewayFinder finder(ControlProtocol... protocols) {
        return new MergedGatewayFinder(
                new FakeProtocols(protocols),
                ipv6 -> List.of(),
                new UnknownHost(),
                System::nanoTime);
    }
}
