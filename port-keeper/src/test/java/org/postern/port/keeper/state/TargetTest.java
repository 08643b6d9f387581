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

    @Test
    void whereOnlyTheAskedPortWillDoNoOtherIsAskedFor() {
        assertEquals(Optional.empty(), next(target(80, 80, false)));
    }

    @Test
    void whereTheAskedPortIsFreeAgainItIsAskedForBeforeAllOthers() {
        assertEquals(8000, next(target(8000, 8003, true)).orElseThrow().port());
    }
}
