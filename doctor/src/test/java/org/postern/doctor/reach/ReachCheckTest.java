// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.doctor.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ReachCheckTest {
    private static final Instant EARLIER = Instant.ofEpochSecond(1_000);
    private static final Instant NOW = Instant.ofEpochSecond(2_000);
    private static final InetAddress ROUTER = address("203.0.113.7");
    private static final InetAddress OUTER = address("198.51.100.9");

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "TCP, OPEN, false, REACHED",
        "TCP, REFUSED, false, NOT_REACHED",
        "TCP, TIMEOUT, false, NOT_REACHED",
        "TCP, UNREACHABLE, true, NOT_REACHED",
        "UDP, OPEN, false, REACHED",
        "UDP, REFUSED, false, NOT_REACHED",
        "UDP, TIMEOUT, false, NOT_CONFIRMED",
        "UDP, TIMEOUT, true, NOT_REACHED",
    })
    void aStateByWhatTheHelperFound(Protocol protocol, Reached reached, boolean before, State state)
            throws Exception {
        Optional<Instant> last = before ? Optional.of(EARLIER) : Optional.empty();
        PortReach reach = check(protocol, Optional.of(ROUTER), last).ask(answers(reached), NOW);

        assertEquals(state, reach.state());
        assertEquals(NOW, reach.checkedAt());
        assertEquals(state == State.REACHED ? Optional.of(NOW) : last, reach.lastReached());
        assertEquals(Optional.of(ROUTER), reach.address());
        assertEquals(List.of(protocol + " 203.0.113.7 8081"), asked);
    }

    /** As behind a second router, which may pass the port on. */
    @Test
    void whereTheOutsideSeesAnotherAddress_thePortIsLookedForThere() throws Exception {
        PortReach reach =
                check(Protocol.TCP, Optional.of(ROUTER), Optional.empty())
                        .ask(seesOuter(Reached.OPEN), NOW);

        assertEquals(State.REACHED, reach.state());
        assertEquals(Optional.of(OUTER), reach.address());
        assertEquals(List.of("TCP 203.0.113.7 8081", "TCP 198.51.100.9 8081"), asked);
        assertTrue(reach.sentence().contains("203.0.113.7"), reach.sentence());
    }

    @Test
    void whereTheRouterTellsNoAddress_theHelperTellsOne() throws Exception {
        PortReach reach =
                check(Protocol.TCP, Optional.empty(), Optional.empty())
                        .ask(seesOuter(Reached.TIMEOUT), NOW);

        assertEquals(State.NOT_REACHED, reach.state());
        assertEquals(List.of("TCP 0.0.0.0 8081", "TCP 198.51.100.9 8081"), asked);
    }

    /** Nothing is translated there: another address is another host. */
    @Test
    void overIpv6_noOtherAddressIsTried() throws Exception {
        ReachCheck check =
                new ReachCheck(
                        new ReachPlace(PortKey.tcp(8080), AddressFamily.IPV6),
                        new ReachTarget(Optional.of(address("2001:db8::5")), 8080),
                        Optional.of(EARLIER));
        PortReach reach = check.ask(answers(Reached.NOT_CHECKED), NOW);

        assertEquals(State.UNKNOWN, reach.state());
        assertEquals(Optional.of(EARLIER), reach.lastReached());
        assertEquals(1, asked.size());
    }

    @Test
    void aHelperThatCannotBeAsked_saysNothingOfThePort() throws Exception {
        PortReach reach =
                check(Protocol.TCP, Optional.of(ROUTER), Optional.of(EARLIER))
                        .ask(
                                (protocol, address, port) -> {
                                    throw new IOException("It did not answer.");
                                },
                                NOW);

        assertEquals(State.UNKNOWN, reach.state());
        assertEquals(Optional.of(EARLIER), reach.lastReached());
        assertEquals(
                "TCP port 8080 was not checked from outside. It did not answer.", reach.sentence());
    }

    private static ReachCheck check(
            Protocol protocol, Optional<InetAddress> address, Optional<Instant> lastReached) {
        return new ReachCheck(
                new ReachPlace(new PortKey(protocol, 8080), AddressFamily.IPV4),
                new ReachTarget(address, 8081),
                lastReached);
    }

    private PortQuestion answers(Reached reached) {
        return (protocol, address, port) -> {
            asked.add(protocol + " " + address.getHostAddress() + " " + port);
            return new OutsideResult(address, reached);
        };
    }

    private PortQuestion seesOuter(Reached reached) {
        return (protocol, address, port) -> {
            asked.add(protocol + " " + address.getHostAddress() + " " + port);
            return new OutsideResult(OUTER, address.equals(OUTER) ? reached : Reached.NOT_CHECKED);
        };
    }

    private static InetAddress address(String text) {
        return AddressLiteral.parse(text).orElseThrow();
    }
}
