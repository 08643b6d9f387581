// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.MappingRequest;

import java.util.Optional;
import java.util.Set;

/** Which port is asked for when one is not to be asked for. */
class TargetTest {
    private static Target target(int asked, int first, boolean anyPort) {
        MappingRequest request = MappingRequest.tcp(asked);
        return Target.of(anyPort ? request.anyPort() : request, first);
    }

    private static Optional<Target> next(Target target) {
        return target.next(each -> true, () -> 0.0);
    }

    @Test
    void aBlockedPortIsLeftForItsNeighbour_thenForOneOfNobody_andThatEnds() {
        Target neighbour = next(target(8000, 8000, true)).orElseThrow();
        assertEquals(8001, neighbour.port());
        Target drawn = next(neighbour).orElseThrow();
        assertEquals(49152, drawn.port());
        assertEquals(Optional.empty(), next(drawn));
        assertEquals(8000, drawn.again().port(), "it begins anew with the user's own");
        assertEquals(Set.of(), drawn.again().blocked());
    }

    private static Target blocked(int asked, int port, Integer... blocked) {
        return new Target(MappingRequest.tcp(asked).anyPort(), port, Set.of(blocked));
    }

    @Test
    void aPortIsDrawnFromThoseOfNobody_threeTimesAtMost() {
        assertEquals(
                57344,
                blocked(80, 50_000, 80, 81).next(each -> true, () -> 0.5).orElseThrow().port());
        assertEquals(
                Optional.empty(),
                blocked(80, 50_000, 80, 81, 49_152).next(each -> true, () -> 0.5));
        assertEquals(
                65535, blocked(80, 81, 80).next(each -> true, () -> 0.99999).orElseThrow().port());
    }

    @Test
    void theNeighbourIsAskedForOnlyWhereItIsFreeAndAPort() {
        assertEquals(
                49152,
                target(80, 80, true)
                        .next(each -> each.externalPort() != 81, () -> 0.0)
                        .orElseThrow()
                        .port());
        assertEquals(65535, next(target(65534, 65534, true)).orElseThrow().port());
        assertEquals(49152, next(target(65535, 65535, true)).orElseThrow().port());
    }

    @Test
    void theRequestAsksForThisPort_andLeadsToTheUsersOwn() {
        MappingRequest asked = MappingRequest.tcp(80).description("game").anyPort();

        assertEquals(
                MappingRequest.tcp(81).internalPort(80).description("game").anyPort(),
                Target.of(asked, 81).request());
    }

    @Test
    void whereOnlyTheAskedPortWillDoNoOtherIsAskedFor() {
        assertEquals(Optional.empty(), next(target(80, 80, false)));
    }

    @Test
    void whereTheAskedPortIsFreeAgainItIsAskedForBeforeAllOthers() {
        assertEquals(8000, next(target(8000, 8003, true)).orElseThrow().port());
    }
}
