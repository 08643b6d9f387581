// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.List;

/** What the router holds is read back now and then, and what differs is corrected and reported. */
class VerificationTest {
    /** The period, and a little for the answers. */
    private static final Duration PERIOD = Duration.ofMinutes(5).plusSeconds(5);

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;
    private KeptPort port;

    @BeforeEach
    void open() {
        fixture.gatewayComes();
        port = fixture.keep(80);
        // It is looked up once soon after it was opened.
        fixture.advance(11);
        router.line.calls.clear();
        fixture.told.clear();
    }

    @Test
    void aMappingThatIsMissingIsOpenedAgainAndTold() {
        router.forget(tcp(80));
        fixture.advance(PERIOD);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        assertTrue(router.at(tcp(80)).isPresent());
        assertEquals(1, fixture.count(Kind.PORT_LOST));
    }

    @Test
    void aMappingThatIsDisabledIsSwitchedOnAgain() {
        router.disable(tcp(80));
        fixture.advance(PERIOD);

        assertEquals(List.of("lost 80", "opened 203.0.113.5:80"), fixture.told);
        assertTrue(router.at(tcp(80)).orElseThrow().enabled());
    }

    @Test
    void anotherClientInItsPlaceIsAConflictAndNeverTouched() {
        router.put(tcp(80), KeeperFixture.ELSEWHERE, 8080, "other");
        fixture.advance(PERIOD);

        assertEquals(List.of("lost 80"), fixture.told);
        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
        assertEquals(List.of(), fixture.ledger.entries());
        assertTrue(router.line.calls.stream().allMatch(each -> each.startsWith("findAll")));
    }

    @Test
    void anotherProgramOfThisMachineInItsPlaceIsAConflictToo() {
        router.put(tcp(80), KeeperFixture.HERE, 9090, "other program");
        fixture.advance(PERIOD);

        assertEquals(PortPhase.TAKEN, KeeperFixture.phase(port));
        assertEquals(fixture.heldByAnother(80), KeeperFixture.trouble(port));
        assertEquals(9090, router.at(tcp(80)).orElseThrow().internalPort());
    }

    @Test
    void whatIsAllRightIsNotTouchedAndNothingIsTold() {
        fixture.events.clear();
        fixture.advance(Duration.ofMinutes(25));

        assertEquals(List.of(), fixture.told);
        assertEquals(List.of(), fixture.events);
        assertEquals(5, router.line.calls.size(), router.line.calls.toString());
    }

    @Test
    void neighboursAreLookedAtWithOneQuestion() {
        for (int other = 81; other < 81 + 127; other++) {
            fixture.keep(other);
        }
        fixture.advance(Duration.ofMinutes(5));
        router.line.calls.clear();
        fixture.advance(Duration.ofMinutes(5));

        assertTrue(router.line.calls.size() <= 4, router.line.calls.toString());
        assertTrue(router.line.calls.stream().allMatch(each -> each.startsWith("findAll")));
    }

    @Test
    void whereEachPortCostsARequestAQuestionIsShort() {
        router.lists = false;
        for (int other = 81; other < 81 + 127; other++) {
            fixture.keep(other);
        }
        fixture.advance(Duration.ofMinutes(5));
        router.line.calls.clear();
        fixture.advance(Duration.ofMinutes(5));

        assertTrue(
                router.line.calls.stream().allMatch(each -> each.split(",").length <= 8),
                router.line.calls.toString());
    }

    @Test
    void aFailingQuestionLosesNothing() {
        fixture.advance(Duration.ofMinutes(4));
        router.line.down = true;
        fixture.advance(Duration.ofMinutes(5));
        router.line.down = false;
        fixture.advance(Duration.ofMinutes(5));

        assertEquals(List.of(), fixture.told);
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
    }
}
