// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.port.keeper.state.StateSamples.ELSEWHERE;
import static org.postern.port.keeper.state.StateSamples.HERE;
import static org.postern.port.keeper.state.StateSamples.PAIR;
import static org.postern.port.keeper.state.StateSamples.TCP;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may have come from a request whose answer was lost, and what is somebody else's. */
class UnrecordedMappingsTest {
    private static final Duration SINCE = Duration.ofSeconds(5);

    private final StateSamples.Surroundings context = new StateSamples.Surroundings();

    private static List<PortMapping> of(PortMapping listed, MappingRequest asked) {
        Target target = new Target(asked, 81, Set.of(80));
        return UnrecordedMappings.of(List.of(listed), target, HERE, SINCE);
    }

    private static PortMapping at(int port, long left) {
        return StateSamples.mapping(PortKey.tcp(port), HERE, true, left);
    }

    @Test
    void whatLeadsHereInTheSameWords_withALeaseThatHasJustBegun_isOurs() {
        assertEquals(List.of(at(99, 3600)), of(at(99, 3600), TCP));
    }

    @Test
    void whatDiffersInAnythingIsSomebodyElses() {
        assertEquals(List.of(), of(at(80, 3600), TCP), "seen there before");
        assertEquals(List.of(), of(at(81, 3600), TCP), "the port itself");
        assertEquals(
                List.of(),
                of(StateSamples.mapping(PortKey.udp(99), HERE, true, 3600), TCP),
                "another protocol");
        assertEquals(
                List.of(),
                of(StateSamples.mapping(PortKey.tcp(99), ELSEWHERE, true, 3600), TCP),
                "another host");
        assertEquals(List.of(), of(at(99, 3600), TCP.description("web")), "other words");
        assertEquals(List.of(), of(at(99, 3600), TCP.internalPort(8080)), "another port here");
    }

    @ParameterizedTest
    @CsvSource({"3601, 0", "3600, 1", "3585, 1", "3584, 0", "0, 0"})
    void aLeaseMayBeAsOldAsTheCall_andTenSecondsMore(long left, int found) {
        assertEquals(found, of(at(99, left), TCP).size());
    }

    @Test
    void whereNoEndWasAskedForThereMustBeNone() {
        assertEquals(1, of(at(99, 0), TCP.permanent()).size());
        assertEquals(0, of(at(99, 10), TCP.permanent()).size());
    }

    @Test
    void allProtocolsAtOneFreeNumberAreKept() {
        List<PortMapping> both = StateSamples.mappings(PAIR, 99, HERE);
        assertEquals(Optional.of(both), UnrecordedMappings.complete(both, PAIR, context));
        assertEquals(
                Optional.empty(), UnrecordedMappings.complete(both.subList(0, 1), PAIR, context));
        PortMapping off = StateSamples.mapping(PortKey.tcp(99), HERE, false, 3600);
        assertEquals(Optional.empty(), UnrecordedMappings.complete(List.of(off), TCP, context));
        context.free = false;
        assertEquals(Optional.empty(), UnrecordedMappings.complete(both, PAIR, context));
    }

    @Test
    void whatIsNotKeptIsRecordedAndClosed() {
        PortMapping kept = at(98, 3600);
        PortMapping other = at(99, 3600);

        assertEquals(
                List.of(
                        new Effect.Remember(other),
                        new Effect.Close(List.of(new PortKey(Protocol.TCP, 99)))),
                UnrecordedMappings.close(List.of(kept, other), List.of(kept)));
        assertEquals(List.of(), UnrecordedMappings.close(List.of(kept), List.of(kept)));
    }
}
