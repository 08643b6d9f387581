// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;

import java.time.Duration;
import java.util.List;

/** What the router holds is read back now and then, and what differs is corrected and reported. */
class VerificationTest {
    /** The period, and a little for the answers. */
    private static final Duration PERIOD = Duration.ofMinutes(5).plusSeconds(5);

    private final KeeperFixture world = new KeeperFixture();
    private final ModelRouter router = world.router;
    private KeptPort port;

    @BeforeEach
    void open() {
        world.gatewayComes();
        port = world.keep(80);
        world.advance(1);
        router.log.clear();
        world.told.clear();
    }

    @Test
    void aMappingThatIsMissingIsOpenedAgainAndTold() {
        router.forget(tcp(80));
        world.advance(PERIOD);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(1, world.count(Kind.PORT_LOST));
    }

    @Test
    void aMappingThatIsDisabledIsSwitchedOnAgain() {
        router.disable(tcp(80));
        world.advance(PERIOD);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), world.told);
        assertTrue(router.at(tcp(80)).orElseThrow().enabled());
    }

    @Test
    void anotherClientInItsPlaceIsAConflictAndNeverTouched() {
        router.put(tcp(80), ModelRouter.ELSEWHERE, 8080, "other");
        world.advance(PERIOD);

        assertEquals(List.of("lost 80"), world.told);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertTrue(KeeperFixture.trouble(port).contains(ModelRouter.ELSEWHERE));
        assertEquals(List.of(), world.ledger.entries());
        assertTrue(router.log.stream().allMatch(each -> each.startsWith("findAll")));
    }

    @Test
    void anotherProgramOfThisMachineInItsPlaceIsAConflictToo() {
        router.put(tcp(80), ModelRouter.HERE, 9090, "other program");
        world.advance(PERIOD);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertTrue(
                KeeperFixture.trouble(port).contains("another program on this machine, port 9090"));
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
    }

    @Test
    void whatIsAllRightIsNotTouchedAndNothingIsTold() {
        world.events.clear();
        world.advance(Duration.ofMinutes(25));

        assertEquals(List.of(), world.told);
        assertEquals(List.of(), world.events);
        assertEquals(5, router.log.size(), router.log.toString());
    }

    @Test
    void neighboursAreLookedAtWithOneQuestion() {
        for (int other = 81; other < 81 + 127; other++) {
            world.keep(other);
        }
        world.advance(Duration.ofMinutes(5));
        router.log.clear();
        world.advance(Duration.ofMinutes(5));

        assertTrue(router.log.size() <= 4, router.log.toString());
        assertTrue(router.log.stream().allMatch(each -> each.startsWith("findAll")));
    }

    @Test
    void whereEachPortCostsARequestAQuestionIsShort() {
        router.lists = false;
        for (int other = 81; other < 81 + 127; other++) {
            world.keep(other);
        }
        world.advance(Duration.ofMinutes(5));
        router.log.clear();
        world.advance(Duration.ofMinutes(5));

        assertTrue(
                router.log.stream().allMatch(each -> each.split(",").length <= 8),
                router.log.toString());
    }

    @Test
    void aFailingQuestionLosesNothing() {
        world.advance(Duration.ofMinutes(4));
        router.down = true;
        world.advance(Duration.ofMinutes(5));
        router.down = false;
        world.advance(Duration.ofMinutes(5));

        assertEquals(List.of(), world.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }
}
