// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.port.keeper.engine.KeeperMeasures.Loss;
import org.postern.port.keeper.engine.KeeperMeasures.Restart;
import org.postern.port.keeper.engine.KeeperMeasures.Untold;
import org.postern.port.keeper.engine.KeeperMeasures.Week;

import java.time.Duration;

/** What holds for days and for thousands of ports. */
class EnduranceTest {
    /** More with {@code -Dpostern.ports=10000}. */
    private static final int PORTS = Integer.getInteger("postern.ports", 1_000);

    @Test
    void aWeekWithThousandsOfPortsLosesNoneAndStaysWithinThePace() {
        Week week = KeeperMeasures.week(PORTS, 7, true);

        assertEquals(0, week.lapses());
        assertEquals(0, week.lost());
        assertEquals(PORTS, week.open());
        assertTrue(week.mostPerSecond() <= 10, week.toString());
        assertTrue(week.mostAtOnce() <= 2, week.toString());
        assertTrue(week.heapGrowth() < 8_000_000, week.toString());
    }

    @Test
    void aWeekOnARouterThatListsNothingLosesNoneEither() {
        Week week = KeeperMeasures.week(Math.min(PORTS, 3_000), 2, false);

        assertEquals(0, week.lapses());
        assertEquals(0, week.lost());
        assertTrue(week.mostPerSecond() <= 10, week.toString());
    }

    @Test
    void threeDaysOnARouterThatShowsNothingAndRestartsUnnoticedLoseOnlyWhatTheRestartTook() {
        Untold untold = KeeperMeasures.untoldRestart(PORTS, 3);

        assertEquals(0, untold.week().lapses());
        assertEquals(0, untold.week().lost());
        assertEquals(PORTS, untold.heldALeaseLater(), "renewals open what the restart took");
        assertTrue(untold.week().mostPerSecond() <= 10, untold.toString());
        assertTrue(untold.week().heapGrowth() < 8_000_000, untold.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 106, 112, 119})
    void noLeaseLapsesWhileAThirdOfAllCallsIsLost(int ports) {
        Loss loss =
                KeeperMeasures.loss(ports, Duration.ofSeconds(120), 0.3, Duration.ofMinutes(10));

        assertEquals(0, loss.lapses());
        assertEquals(0, loss.lost());
        assertTrue(loss.unanswered() > 0);
    }

    @Test
    void aHundredPortsAreOpenAgainTenSecondsAfterARestart() {
        Restart restart = KeeperMeasures.restart(100);

        assertTrue(restart.seconds() <= 10, restart.toString());
        assertTrue(restart.mostPerSecond() <= 50, restart.toString());
    }

    @Test
    void tenThousandPortsComeBackAtFiftyRequestsASecond() {
        Restart restart = KeeperMeasures.restart(10_000);

        assertTrue(restart.seconds() <= 450, restart.toString());
        assertTrue(restart.mostPerSecond() <= 50, restart.toString());
        assertTrue(restart.mostPerSecond() > 40, restart.toString());
    }
}
