// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/**
 * The reasons for the numbers of a {@link RetryPolicy}: how long exchanges take while packets are
 * lost, and what a router that is merely slow has to bear. Time and network are a model, the racing
 * is the real one.
 */
@Timeout(60)
class RetryPolicyTest {
    private static final RetryPolicy TCP_ALONE =
            new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, true);

    private static final double SEVERE = 0.30;
    private static final double USUAL = 0.15;

    /** Why this package repeats at all: one in four is later than a search lasts. */
    @Test
    void tcpAlone_takesTooLong() {
        assertTrue(late(TCP_ALONE, SEVERE, Duration.ofSeconds(2)) > 0.25);
        assertTrue(late(TCP_ALONE, SEVERE, Duration.ofSeconds(5)) > 0.1);
    }

    /** A search takes two of them one after the other, and may last 4 s. */
    @Test
    void questions_areAnsweredWithinASecondOrTwo() {
        assertTrue(late(RetryPolicy.QUESTION, SEVERE, Duration.ofSeconds(1)) < 0.08);
        assertTrue(late(RetryPolicy.QUESTION, SEVERE, Duration.ofSeconds(2)) < 0.003);
        assertTrue(late(RetryPolicy.QUESTION, USUAL, Duration.ofSeconds(1)) < 0.01);
    }

    /** Opening a port takes one of them and three questions, and has 30 s. */
    @Test
    void changes_areAnsweredWithinAFewSeconds() {
        assertTrue(late(RetryPolicy.CHANGE, SEVERE, Duration.ofSeconds(2)) < 0.01);
        assertTrue(late(RetryPolicy.CHANGE, SEVERE, Duration.ofSeconds(8)) < 0.001);
    }

    @Test
    void whatIsAskedOnce_gainsFromRacedConnections() {
        assertTrue(late(RetryPolicy.ONCE, SEVERE, Duration.ofSeconds(2)) < 0.03);
    }

    @Test
    void aRouterOfUsualSpeed_isAskedOnce() {
        for (RetryPolicy each : all()) {
            LossyRace race = new LossyRace(each, 0, Duration.ofMillis(700), 1);
            race.run();
            assertEquals(1, race.requests(), each.toString());
            assertEquals(1, race.connections(), each.toString());
        }
    }

    @Test
    void aRouterThatTakesThreeSeconds_isNotHammered() {
        assertEquals(3, requestsOfSlowRouter(RetryPolicy.QUESTION));
        assertEquals(2, requestsOfSlowRouter(RetryPolicy.CHANGE));
        assertEquals(1, requestsOfSlowRouter(RetryPolicy.ONCE));
    }

    @Test
    void aDeviceThatNeverAnswers_isAskedFourTimes() {
        LossyRace race = new LossyRace(RetryPolicy.QUESTION, 0, Duration.ofDays(1), 1);
        race.run();
        assertEquals(4, race.requests());
        assertEquals(4, race.connections());
    }

    @Test
    void aHostThatIsNotThere_isTriedSixTimes() {
        for (RetryPolicy each : all()) {
            LossyRace race = new LossyRace(each, 1, Duration.ZERO, 1);
            race.run();
            assertEquals(6, race.connections(), each.toString());
            assertEquals(0, race.requests(), each.toString());
        }
    }

    @Test
    void aHostThatIsNotThere_isGivenUpAtTheTimeoutOfConnections() {
        RetryPolicy patient = RetryPolicy.QUESTION.connectingWithin(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(2), new LossyRace(patient, 1, Duration.ZERO, 1).run());
        RetryPolicy endless = RetryPolicy.QUESTION.connectingWithin(Duration.ofDays(100_000));
        assertEquals(Duration.ofSeconds(30), new LossyRace(endless, 1, Duration.ZERO, 1).run());
    }

    @Test
    void aHostThatIsConnectedTo_mayTakeLongerToAnswer() {
        RetryPolicy patient = RetryPolicy.QUESTION.connectingWithin(Duration.ofSeconds(2));
        Duration slow = Duration.ofSeconds(6);
        assertEquals(slow, new LossyRace(patient, 0, slow, 1).run());
    }

    @Test
    void whateverIsLost_requestsKeepTheirBoundAndChangesTheirDistance() {
        for (int seed = 0; seed < 5000; seed++) {
            for (RetryPolicy each : all()) {
                LossyRace race = new LossyRace(each, SEVERE, Duration.ZERO, seed);
                race.run();
                assertTrue(race.requests() <= each.requests(), each + " " + seed);
                assertTrue(race.connections() <= each.connections(), each + " " + seed);
                assertTrue(
                        !each.strict()
                                || race.shortestGap().compareTo(each.requestGap().dividedBy(2))
                                        >= 0,
                        each + " " + seed);
            }
        }
    }

    private static RetryPolicy[] all() {
        return new RetryPolicy[] {RetryPolicy.QUESTION, RetryPolicy.CHANGE, RetryPolicy.ONCE};
    }

    private static int requestsOfSlowRouter(RetryPolicy repetition) {
        LossyRace race = new LossyRace(repetition, 0, Duration.ofSeconds(3), 1);
        race.run();
        return race.requests();
    }

    /** The share of exchanges that take longer. */
    private static double late(RetryPolicy repetition, double loss, Duration limit) {
        int late = 0;
        int all = 20_000;
        for (int seed = 0; seed < all; seed++) {
            LossyRace race = new LossyRace(repetition, loss, Duration.ZERO, seed);
            if (race.run().compareTo(limit) > 0) {
                late++;
            }
        }
        return (double) late / all;
    }
}
