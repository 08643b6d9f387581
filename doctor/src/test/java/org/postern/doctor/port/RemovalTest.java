// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.doctor.port.PortCollectorTest.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.TestMapping.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was made for a test is removed whatever happens, and nothing else. */
@Timeout(60)
class RemovalTest {
    /** For a look on a busy machine, and a mapping. */
    private static final Duration ENOUGH = Duration.ofSeconds(6);

    private final LoopbackGateway gateway = LoopbackGateway.showing();
    private final OnePort port = new OnePort();

    @Test
    void theAnswerToTheMappingIsLost_itIsRemoved() throws Exception {
        gateway.router.losesAnswer = true;
        PortEvidence seen = port.examine(gateway);
        assertEquals(Optional.of(Reason.UNREACHABLE), seen.test().reason());
        assertTrue(seen.test().removed());
        assertEquals(List.of(), gateway.open());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theAnswerToTheRemovalIsLost_itIsRemoved(int times) throws Exception {
        gateway.lostReplies.set(times);
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertTrue(seen.test().removed());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void theFirstRequestsToRemoveItAreLost_itIsRemoved() throws Exception {
        gateway.lostRequests.set(2);
        assertTrue(port.examine(gateway).test().removed());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aGatewayThatLetsNothingBeRemoved_isTold() throws Exception {
        gateway.router.locked = true;
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertFalse(seen.test().removed());
    }

    @ParameterizedTest
    @CsvSource({
        LoopbackGateway.LOCAL + ", 0, another program",
        LoopbackGateway.LOCAL + ", 1, Postern test",
        LoopbackGateway.OTHER + ", 0, Postern test"
    })
    void whatAnotherPutInItsPlace_isLeftAlone(String client, int offset, String description)
            throws Exception {
        PortMapping others = mapping(port.key, client, port.number + offset, description);
        gateway.afterMap = () -> gateway.holds(others);
        PortEvidence seen = port.examine(gateway);
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertTrue(seen.test().removed());
        assertEquals(Optional.of(others), Optional.ofNullable(gateway.held.get(port.key)));
    }

    /** As a look would say, if the gateway had taken it for the other's. */
    @Test
    void whatAnotherPutInItsPlace_isLeftAlone_alsoWhereTheAnswerWasLost() throws Exception {
        PortMapping others =
                mapping(port.key, LoopbackGateway.LOCAL, port.number, "another program");
        gateway.router.losesAnswer = true;
        gateway.beforeFind = () -> gateway.holds(others);
        PortEvidence seen = port.examine(gateway);
        assertTrue(seen.test().removed());
        assertEquals(Optional.of(others), Optional.ofNullable(gateway.held.get(port.key)));
    }

    @Test
    void aGatewayThatKeepsNoDescriptions_isCleanedToo() throws Exception {
        LoopbackGateway silent = LoopbackGateway.withoutDescriptions();
        assertTrue(port.examine(silent).test().removed());
        assertEquals(List.of(), silent.open());
    }

    @ParameterizedTest
    @CsvSource({"findAll, true", "map, true", "map, false", "find, true", "unmap, false"})
    void interruptedDuringACall_nothingIsLeft(String call, boolean before) throws Exception {
        assertInstanceOf(InterruptedException.class, endOfInterrupted(call, before));
        assertEquals(List.of(), gateway.open());
    }

    /** Nothing can be done; but it ends, long before the limit. */
    @Test
    void interruptedWhileTheGatewayDoesNotLetItBeRemoved_itEnds() throws Exception {
        assertInstanceOf(InterruptedException.class, endOfInterrupted("unmap", true));
    }

    private Throwable endOfInterrupted(String call, boolean before) throws Exception {
        gateway.hanging = call;
        gateway.hangsBefore = before;
        return port.interrupted(gateway, gateway.hangs, () -> gateway.hanging = "").orElseThrow();
    }

    @Test
    void aGatewayThatHangsAtTheMapping_isLeftAtTheLimit_andNothingStands() throws Exception {
        gateway.hanging = "map";
        PortEvidence seen = port.examine(gateway, ENOUGH);
        assertEquals(Optional.of(Reason.UNREACHABLE), seen.test().reason());
        assertTrue(seen.test().removed());
        assertEquals(List.of(), gateway.open());
    }

    @Test
    void aGatewayThatHangsAtTheRemoval_isLeftAtTheLimit_andThatIsTold() throws Exception {
        gateway.hanging = "unmap";
        gateway.hangsBefore = true;
        PortEvidence seen = port.examine(gateway, ENOUGH);
        assertEquals(Outcome.OPENED, seen.test().outcome());
        assertFalse(seen.test().removed());
    }

    /** A slow gateway might not be able to remove it in time. */
    @Test
    void aGatewayThatTakesLongForALook_isNotAskedForAMapping() throws Exception {
        gateway.lookMillis = 600;
        PortEvidence seen = port.examine(gateway, ENOUGH);
        assertEquals(Outcome.NOT_TRIED, seen.test().outcome());
        assertFalse(gateway.calls.contains("map TCP " + port.number), gateway.calls::toString);
    }
}
