// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.gateways.reachability.UnknownHost;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Optional;

/** What several protocols see of one router is one gateway. */
class MergedRoutersTest {
    private final RecordingListener told = new RecordingListener();
    private final MergedRouters routers = new MergedRouters(told, new UnknownHost());
    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final ModelGateway listing = ModelGateway.listing("upnp");

    @BeforeEach
    void bothProtocols() {
        routers.attached("pcp", 0);
        routers.attached("upnp", 0);
    }

    @Test
    void theSecondProtocolJoins_andTheGatewayStaysTheSame() {
        routers.added("pcp", bare, state("", 3));
        routers.added("upnp", listing, state("203.0.113.7", 100));
        assertEquals(List.of("added pcp - 3", "changed pcp,upnp 203.0.113.7 3"), told.lines);
        assertSame(told.gateways.get(0), told.gateways.get(1));
        assertEquals(listing.capabilities(), told.gateways.get(0).capabilities());
    }

    @Test
    void theOtherOrderGivesTheSame() {
        routers.added("upnp", listing, state("203.0.113.7", 3));
        routers.added("pcp", bare, state("203.0.113.8", 1));
        assertEquals(
                List.of("added upnp 203.0.113.7 3", "changed upnp,pcp 203.0.113.7 3"), told.lines);
    }

    @Test
    void oneOfTwoGoes_theGatewayStays_untilTheLastGoes() {
        routers.added("upnp", listing, state("203.0.113.7", 3));
        routers.added("pcp", bare, state("", 1));
        routers.removed("upnp", listing, "UPnP is off.");
        routers.removed("pcp", bare, "The router is off.");
        assertEquals(
                List.of("changed pcp - 3", "removed pcp The router is off."),
                told.lines.subList(2, 4));
        assertSame(told.gateways.get(0), told.gateways.get(3));
    }

    @Test
    void theRevisionOnlyGrows_whoeverMakesItGrow() {
        routers.added("upnp", listing, state("", 10));
        routers.added("pcp", bare, state("", 500));
        routers.changed("pcp", bare, state("", 501));
        routers.changed("upnp", listing, state("", 12));
        routers.removed("pcp", bare, "");
        routers.added("pcp", bare, state("", 1));
        routers.changed("pcp", bare, state("", 0));
        routers.changed("upnp", listing, state("", 13));
        assertEquals(
                List.of(10L, 10L, 11L, 13L, 13L, 14L, 14L, 15L),
                told.states.stream().map(GatewayState::revision).toList());
    }

    /** As PCP and NAT-PMP do: else the keeper asks for ports twice. */
    @Test
    void whatTwoProtocolsOfOneServerTell_isOneRestart() {
        routers.added("pcp", bare, state("", 1));
        routers.added("nat-pmp", bare, state("", 1));
        assertEquals(2, revisionAfter("nat-pmp", 2));
        assertEquals(2, revisionAfter("pcp", 2));
        assertEquals(4, revisionAfter("pcp", 4));
        assertEquals(4, revisionAfter("nat-pmp", 3));

        routers.removed("pcp", bare, "It is silent.");
        assertEquals(5, revisionAfter("nat-pmp", 4));
    }

    private long revisionAfter(String protocol, long revision) {
        routers.changed(protocol, bare, state("", revision));
        return told.states.get(told.states.size() - 1).revision();
    }

    /** It may have restarted while the protocol did not reach it. */
    @Test
    void aProtocolThatComesBack_isASignOfARestart() {
        routers.added("pcp", bare, state("", 1));
        routers.added("upnp", listing, state("", 5));
        routers.removed("upnp", listing, "It did not answer.");
        routers.added("upnp", ModelGateway.listing("upnp"), state("", 1));
        assertEquals(
                List.of("changed pcp,upnp - 1", "changed pcp - 1", "changed pcp,upnp - 2"),
                told.lines.subList(1, 4));
    }

    @Test
    void aSecondGatewayOfOneProtocolAtOneAddressIsAGatewayOfItsOwn() {
        ModelGateway second = ModelGateway.listing("upnp");
        routers.added("upnp", listing, state("", 1));
        routers.added("upnp", second, state("", 1));
        routers.added("pcp", bare, state("", 1));
        assertEquals(
                List.of("added upnp - 1", "added upnp - 1", "changed upnp,pcp - 1"), told.lines);
        assertSame(told.gateways.get(0), told.gateways.get(2));
        assertNotSame(told.gateways.get(0), told.gateways.get(1));
    }

    @Test
    void atAnotherAddressIsAnotherRouter() {
        routers.added("upnp", listing, state("", 1));
        routers.added(
                "pcp", ModelGateway.at("pcp", "192.168.1.2", bare.capabilities()), state("", 1));
        assertEquals(List.of("added upnp - 1", "added pcp - 1"), told.lines);
    }

    @Test
    void whenAProtocolReplacesItsGateway_theOthersMoveToTheNewOne() throws Exception {
        ModelGateway replacement = ModelGateway.listing("upnp");
        routers.added("upnp", listing, state("", 1));
        routers.added("pcp", bare, state("203.0.113.7", 1));
        routers.added("upnp", replacement, state("", 5));
        routers.removed("upnp", listing, "It restarted.");
        assertEquals(
                List.of(
                        "added upnp - 5",
                        "changed upnp,pcp 203.0.113.7 5",
                        "removed pcp It restarted."),
                told.lines.subList(2, 5));
        assertSame(told.gateways.get(2), told.gateways.get(3));
        assertSame(told.gateways.get(0), told.gateways.get(4));
        told.gateways.get(3).map(MappingRequest.tcp(80));
        told.gateways.get(3).unmap(PortKey.tcp(80));
        assertEquals(List.of("map TCP 80", "unmap TCP 80"), replacement.calls);
    }

    @Test
    void aProtocolThatGoesTakesItsGatewaysWithIt() {
        routers.added("upnp", listing, state("", 1));
        routers.added("pcp", bare, state("", 1));
        routers.detached("upnp");
        routers.detached("pcp");
        assertEquals("changed pcp - 1", told.lines.get(2));
        assertEquals("removed pcp Control protocol pcp is gone.", told.lines.get(3));
        assertEquals(List.of(), told.missing);
        routers.tellMissing(false);
        assertEquals(Reason.NO_DEVICES, told.missing.get(0).reason());
    }

    @Test
    void whatIsUnknownIsNotToldOf() {
        routers.changed("upnp", listing, state("", 1));
        routers.removed("upnp", listing, "");
        routers.added("upnp", listing, state("", 1));
        routers.added("upnp", listing, state("", 1));
        routers.changed("pcp", listing, state("", 1));
        assertEquals(List.of("added upnp - 1"), told.lines);
    }

    @Test
    void missingIsToldWhenEveryProtocolSaysSo_onceForEachReason() {
        routers.missing("pcp", new GatewayException(Reason.NO_DEVICES, "Nobody."));
        assertEquals(List.of(), told.missing);
        routers.missing("upnp", new GatewayException(Reason.NO_DEVICES, "Nothing."));
        routers.missing("upnp", new GatewayException(Reason.NO_DEVICES, "Nothing."));
        assertEquals(List.of("missing NO_DEVICES Nobody. Nothing."), told.lines);
        routers.missing("upnp", new GatewayException(Reason.NO_GATEWAY, "A printer."));
        assertEquals("missing NO_GATEWAY A printer.", told.lines.get(1));
    }

    @Test
    void missingIsNotToldWhileThereIsAGateway_andToldAnewAfterIt() {
        routers.missing("pcp", new GatewayException(Reason.NO_DEVICES, "Nobody."));
        routers.missing("upnp", new GatewayException(Reason.NO_DEVICES, "Nothing."));
        routers.added("upnp", listing, state("", 1));
        routers.missing("pcp", new GatewayException(Reason.NO_DEVICES, "Nobody at all."));
        routers.removed("upnp", listing, "Off.");
        assertEquals(3, told.lines.size());
        routers.missing("upnp", new GatewayException(Reason.NO_DEVICES, "Nothing."));
        assertEquals("missing NO_DEVICES Nobody at all. Nothing.", told.lines.get(3));
    }

    @Test
    void aProtocolThatNeverSaysAnythingIsNotWaitedForForEver() {
        routers.missing("upnp", new GatewayException(Reason.NO_DEVICES, "Nothing."));
        routers.tellMissing(true);
        assertEquals(List.of("missing NO_DEVICES Nothing."), told.lines);
    }

    /** After a restart nothing is believed to be held that is not seen. */
    @Test
    void aRevisionThatGrows_putsWhatIsRememberedInDoubt() throws Exception {
        ModelGateway bare = ModelGateway.bare("pcp");
        ModelGateway listing = ModelGateway.listing("upnp");
        MergedRouter router =
                new MergedRouter(
                        "pcp", new MergedRouter.Part(bare, 0, state("", 1)), new UnknownHost());
        router.join("upnp", new MergedRouter.Part(listing, 0, state("", 1)));
        router.gateway().map(MappingRequest.tcp(80));
        router.change("upnp", new MergedRouter.Part(listing, 0, state("203.0.113.7", 1)));
        assertTrue(router.gateway().find(PortKey.tcp(80)).isPresent());
        router.change("upnp", new MergedRouter.Part(listing, 0, state("203.0.113.7", 2)));
        assertTrue(router.gateway().find(PortKey.tcp(80)).isEmpty());
    }

    /** Nobody else warns of the gateways of a watch. */
    @Test
    void aPortThatIsOpened_hasNotesOnTheExternalAddressOfNow() throws Exception {
        ModelGateway listing = ModelGateway.listing("upnp");
        MergedRouter router =
                new MergedRouter(
                        "upnp",
                        new MergedRouter.Part(listing, 0, state("203.0.113.7", 1)),
                        new UnknownHost());
        assertEquals(List.of(), router.gateway().map(MappingRequest.tcp(80)).notes());

        router.change("upnp", new MergedRouter.Part(listing, 0, state("100.64.0.2", 1)));
        List<String> notes = router.gateway().map(MappingRequest.tcp(80)).notes();
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("100.64.0.2"), notes.get(0));
    }

    static GatewayState state(String externalAddress, long revision) {
        return new GatewayState(
                externalAddress.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ModelGateway.address(externalAddress)),
                revision);
    }
}
