// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpResult;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Ports that lead to another host than this machine. */
class OtherHostTest extends OneSoapRouter {
    private static final String OTHER = "192.0.2.9";
    private static final MappingRequest FOR_OTHER = ASKED.client(address(OTHER));

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void portLeadsToTheHost_andIsReadBack() throws Exception {
        MappingResult result = map(FOR_OTHER);

        assertEquals(
                List.of("AddPortMapping ,8080,TCP,80," + OTHER + ",1,web,3600"),
                router.asked("AddPortMapping"));
        assertEquals(address(OTHER), result.mapping().internalClient());
        assertEquals(List.of(), result.notes());
    }

    @Test
    void unmapClosesIt() throws Exception {
        map(FOR_OTHER);

        router.gateway().unmap(PortKey.tcp(8080));

        assertEquals(List.of(), router.ports());
    }

    @Test
    void whatTheRouterHoldsForTheHostAlready_isThere() throws Exception {
        router.hold(Protocol.TCP, 8080, OTHER, 80, "web");
        router.refusing("AddPortMapping", 718);

        assertEquals(address(OTHER), map(FOR_OTHER).mapping().internalClient());
    }

    /** Quirk A15. */
    @Test
    void anOlderMappingOfTheHost_makesRoom() throws Exception {
        router.hold(Protocol.TCP, 8080, OTHER, 81, "old");
        refuseUnless(718, add -> router.table().isEmpty());

        List<String> notes = map(FOR_OTHER).notes();

        assertEquals("80", router.table().get(0).get("NewInternalPort"));
        assertTrue(notes.get(0).startsWith("An older mapping of " + OTHER), notes.toString());
    }

    @Test
    void aMappingOfThisMachineIsNotReplaced() {
        router.holdOwn(8080, 80);
        router.refusing("AddPortMapping", 718);

        GatewayException failure = failure(FOR_OTHER);

        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.advice().contains(Advice.ANY_PORT));
        assertEquals(List.of(8080), router.ports());
        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 to 192.0.2.9 with error 718: it"
                        + " holds the port for this machine, port 80. Close that first, or choose"
                        + " another port.",
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 606})
    void denial_isAboutTheHost_andNothingElseIsTried(int code) {
        router.refusing("AddPortMapping", code);

        GatewayException failure = failure(FOR_OTHER.anyPort());

        assertEquals(UpnpResult.NOT_AUTHORIZED, UpnpResult.of(failure));
        assertEquals(1, router.asked("AddPortMapping").size());
        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 to 192.0.2.9 with error "
                        + code
                        + ": it probably lets a machine open ports for itself only (secure mode;"
                        + " secure_mode=yes in miniupnpd). Open the port on 192.0.2.9 itself,"
                        + " switch that mode off in the router, or map the port in the router's"
                        + " settings.",
                failure.getMessage());
    }

    /** miniupnpd says 718 in secure mode, and for a hidden mapping of another client. */
    @Test
    void conflictWithoutAMapping_isTriedAtOneOtherPort() {
        router.refusing("AddPortMapping", 718);

        GatewayException failure = failure(FOR_OTHER.anyPort());

        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(Set.of(), failure.advice());
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    @Test
    void conflictWithoutAMapping_atOneNumberOnly() throws Exception {
        refuseUnless(718, add -> !add.get("NewExternalPort").equals("8080"));

        assertEquals(8081, map(FOR_OTHER.anyPort()).mapping().externalPort());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 600})
    void codeThatMayMeanAnything_mayBeAboutTheLease(int code) throws Exception {
        refuseUnless(code, add -> add.get("NewLeaseDuration").equals("0"));

        assertTrue(map(FOR_OTHER).mapping().lease().isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 501, 600})
    void codeThatMayMeanAnything_mayBeAboutTheHost(int code) {
        refuseUnless(code, forThisMachine());

        GatewayException failure = failure(FOR_OTHER.anyPort());

        assertEquals(
                Set.of("8080", "8081"),
                Set.copyOf(
                        router.asked("AddPortMapping").stream()
                                .map(each -> each.split(",")[1])
                                .toList()));
        assertTrue(
                failure.getMessage().contains("maybe it lets a machine open ports for itself only"),
                failure.getMessage());
    }

    @Test
    void aLowPort_mayBeTheReasonToo() {
        refuseUnless(606, forThisMachine());

        GatewayException failure = failure(FOR_OTHER.only(PortKey.tcp(443)));

        assertTrue(
                failure.getMessage().contains("or keeps the ports below 1024"),
                failure.getMessage());
    }

    @Test
    void aRouterThatTurnsItToThisMachine_isNotAskedForOtherPorts() {
        router.on(
                "AddPortMapping",
                add -> {
                    add.put("NewInternalClient", "127.0.0.1");
                    return Optional.empty();
                });

        GatewayException failure = failure(FOR_OTHER.anyPort());

        assertEquals(Reason.NOT_AUTHORIZED, failure.reason());
        assertEquals(
                "Router accepted AddPortMapping for TCP 8080 but forwards it to this machine"
                        + " (127.0.0.1), not to 192.0.2.9: it probably lets a machine open ports"
                        + " for itself only. Close that port again if it was not open before, and"
                        + " open it on 192.0.2.9 itself.",
                failure.getMessage());
        assertEquals(1, router.asked("AddPortMapping").size());
    }

    @Test
    void ipv6Host_isRefusedHere() {
        GatewayException failure = failure(ASKED.client(address("2001:db8::9")));

        assertEquals(Reason.UNSUPPORTED, failure.reason());
        assertEquals(List.of(), router.asked());
    }

    private static Predicate<Map<String, String>> forThisMachine() {
        return add -> add.get("NewInternalClient").equals("127.0.0.1");
    }
}
