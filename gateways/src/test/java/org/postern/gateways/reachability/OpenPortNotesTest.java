// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.gateways.fakes.FakeHost;
import org.postern.testkit.ModelGateway;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a port that leads to 192.168.66.10 is said to lack. */
class OpenPortNotesTest {
    private static final String LOCAL = "192.168.66.10";
    private static final GatewayInfo GATEWAY =
            new GatewayInfo(
                    "id",
                    List.of("upnp"),
                    "My Router",
                    "",
                    "",
                    ModelGateway.address("192.168.66.1"),
                    ModelGateway.address(LOCAL),
                    Map.of());
    private static final MappingRequest TCP = MappingRequest.tcp(8080);
    private static final String NOBODY = "No program of this machine listens on TCP port 8080 now";

    private final FakeHost host = new FakeHost().withoutSockets();

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, "0.0.0.0"})
    void aProgramListens_nothingIsSaid(String bound) {
        host.tcp(bound, 8080);

        assertEquals(List.of(), notes(TCP));
    }

    @Test
    void theSystemDoesNotTell_nothingIsSaid() {
        assertEquals(
                List.of(),
                new OpenPortNotes(new FakeHost()).added(opened(TCP), TCP, GATEWAY).notes());
    }

    @Test
    void nobodyListens_thatIsSaid() {
        host.tcp(LOCAL, 8081).udp("0.0.0.0", 8081);

        assertEquals(List.of(NOBODY + "."), notes(TCP));
    }

    @Test
    void theOtherProtocolIsListenedOn_thatIsSaid() {
        host.udp("0.0.0.0", 8080);

        assertEquals(List.of(NOBODY + ", but one does on UDP port 8080."), notes(TCP));
    }

    /** Who asks for both has not mistaken one for the other. */
    @Test
    void bothProtocols_eachIsToldForItself() {
        MappingRequest both = MappingRequest.of(List.of(Protocol.TCP, Protocol.UDP), 8080);
        host.udp("0.0.0.0", 8080);

        assertEquals(List.of(NOBODY + "."), notes(both));
    }

    @Test
    void aProgramListensOnLoopbackOnly_thatIsSaid() {
        host.tcp("127.0.0.1", 8080).tcp("::1", 8080);

        assertEquals(
                List.of(
                        "The program on TCP port 8080 of this machine listens on 127.0.0.1, ::1"
                                + " only, and is not reached from outside: let it listen on"
                                + " 192.168.66.10 or on all addresses."),
                notes(TCP));
    }

    @Test
    void theInternalPortCounts() {
        host.tcp("0.0.0.0", 8080);

        assertEquals(List.of(), notes(MappingRequest.tcp(80).internalPort(8080)));
    }

    /** Nothing is known of another machine. */
    @Test
    void aPortForAnotherMachine_isLeftOut() {
        assertEquals(List.of(), notes(TCP.client(ModelGateway.address("192.168.66.20"))));
        assertEquals(1, notes(TCP.client(ModelGateway.address(LOCAL))).size());
    }

    @Test
    void aGatewayThatDoesNotTellWhereAMappingLeads_isBelieved() {
        host.tcp("127.0.0.1", 8080);
        PortMapping hidden = mapping(TCP, "0.0.0.0");

        MappingResult result =
                new OpenPortNotes(host)
                        .added(MappingResult.of(hidden, List.of("Other.")), TCP, GATEWAY);

        assertEquals(2, result.notes().size());
        assertTrue(result.notes().get(1).contains(LOCAL), result.notes().toString());
    }

    @Test
    void whereNobodyWarnsOfTheGateway_theNotesDo() {
        host.tcp("0.0.0.0", 8080)
                .with("lan0", LOCAL, "192.168.66.1")
                .with("tun0", "10.8.0.2")
                .leaving("10.8.0.2", true);
        OpenPortNotes alone = new OpenPortNotes(host);
        OpenPortNotes watched =
                alone.withGateway(() -> Optional.of(ModelGateway.address("100.64.66.44")));

        assertEquals(List.of(), alone.added(opened(TCP), TCP, GATEWAY).notes());
        List<String> notes = watched.added(opened(TCP), TCP, GATEWAY).notes();
        assertEquals(2, notes.size());
        assertTrue(notes.get(0).contains("carrier-grade NAT"), notes.get(0));
        assertTrue(notes.get(1).contains("tun0"), notes.get(1));
    }

    @Test
    void anInterrupt_doesNotTakeTheResultAway() {
        host.interrupted = true;

        assertEquals(opened(TCP), new OpenPortNotes(host).added(opened(TCP), TCP, GATEWAY));
        assertTrue(Thread.interrupted());
    }

    @Test
    void overIpv6_aProgramThatListensOnIpv4Only_isNotReached() {
        host.tcp("0.0.0.0", 8080);
        PinholeResult opened =
                PinholeResult.of(
                        new Pinhole(
                                Protocol.TCP,
                                (Inet6Address) ModelGateway.address("2001:db8::5"),
                                8080,
                                Duration.ofHours(1),
                                "upnp",
                                ""),
                        List.of("Other."));

        assertEquals(
                List.of(
                        "Other.",
                        "The program on TCP port 8080 of this machine listens on IPv4 only, and is"
                                + " not reached from outside: let it listen on 2001:db8::5 or on"
                                + " all addresses."),
                new OpenPortNotes(host).added(opened).notes());
        host.tcp("::", 8080);
        assertEquals(List.of("Other."), new OpenPortNotes(host).added(opened).notes());
    }

    private List<String> notes(MappingRequest request) {
        return new OpenPortNotes(host).added(opened(request), request, GATEWAY).notes();
    }

    private static MappingResult opened(MappingRequest request) {
        String client = request.client().map(each -> each.getHostAddress()).orElse(LOCAL);
        return new MappingResult(
                request.keys().stream()
                        .map(
                                key ->
                                        new MappingResult.Part(
                                                mapping(request.only(key), client), List.of()))
                        .toList());
    }

    private static PortMapping mapping(MappingRequest request, String client) {
        return new PortMapping(
                request.keys().get(0).protocol(),
                request.externalPort(),
                ModelGateway.address(client),
                request.effectiveInternalPort(),
                "",
                true,
                Duration.ZERO,
                "");
    }
}
