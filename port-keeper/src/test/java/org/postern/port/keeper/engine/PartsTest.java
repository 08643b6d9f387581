// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The small parts by themselves. */
class PartsTest {
    /** Hang guard. */
    private static final long PATIENCE_SECONDS = 20;

    private final SimulatedLoop loop = new SimulatedLoop();

    @ParameterizedTest
    @CsvSource({"false, 10", "true, 50"})
    void aPaceLetsSoManyThroughInAnySecond(boolean restoring, int limit) {
        RouterPace pace = new RouterPace(loop::nanoTime);
        pace.restoring(restoring);
        List<Long> moments = new ArrayList<>();
        for (int request = 0; request < 500; request++) {
            long moment = loop.elapsed() + pace.next().toNanos();
            moments.add(moment);
            if (request % 7 == 0) {
                loop.advance(Duration.ofMillis(130));
            }
        }

        for (int index = limit; index < moments.size(); index++) {
            long apart = moments.get(index) - moments.get(index - limit);
            assertTrue(apart >= 1_000_000_000L, "request " + index + " after " + apart + " ns");
        }
    }

    @Test
    void aPaceLetsAFewThroughAtOnce() {
        RouterPace pace = new RouterPace(loop::nanoTime);
        for (int request = 0; request < RouterPace.STEADY; request++) {
            assertEquals(Duration.ZERO, pace.next());
        }
        assertFalse(pace.next().isZero());
        assertTrue(pace.room() > 0);
    }

    @Test
    void aPaceThatSlowsDownKeepsTheOrder() {
        RouterPace pace = new RouterPace(loop::nanoTime);
        pace.restoring(true);
        for (int request = 0; request < 70; request++) {
            pace.next();
        }
        Duration last = pace.next();
        pace.restoring(false);

        assertTrue(pace.next().compareTo(last) >= 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 8", "7, 60", "60, 60"})
    void aWaitDoublesUpToItsBound(int failures, long seconds) {
        long wait = RetryWaits.SOON.nanos(failures, () -> 0.5);

        assertEquals(Duration.ofSeconds(seconds), Duration.ofNanos(wait));
        assertTrue(RetryWaits.SOON.nanos(failures, () -> 0.99) <= Duration.ofSeconds(60).toNanos());
        assertTrue(RetryWaits.SOON.nanos(failures, () -> 0) >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aBlockedPortIsLeftForItsNeighbour_thenForOneOfNobody_andThatEnds() {
        WantedPort wanted =
                new WantedPort(
                        World.request(8000, World.LEASE, true), 8000, new Places(), () -> 0.0);

        assertTrue(wanted.leave());
        assertEquals(8001, wanted.port());
        assertTrue(wanted.leave());
        assertEquals(49152, wanted.port());
        assertFalse(wanted.leave());
        assertEquals(8000, wanted.port(), "it begins anew with the user's own");
    }

    @Test
    void whereOnlyTheAskedPortWillDoNoOtherIsAskedFor() {
        WantedPort wanted =
                new WantedPort(World.request(80, World.LEASE, false), 80, new Places(), () -> 0.5);

        assertFalse(wanted.leave());
        assertEquals(80, wanted.port());
    }

    @Test
    void whereTheAskedPortIsFreeAgainItIsAskedForBeforeAllOthers() {
        WantedPort wanted =
                new WantedPort(
                        World.request(8000, World.LEASE, true), 8003, new Places(), () -> 0.5);

        assertTrue(wanted.leave());
        assertEquals(8000, wanted.port());
    }

    @Test
    void theAgendaSetsOneTimerHoweverMuchWaits() {
        Time time = new Time(loop);
        Agenda agenda = new Agenda(loop, time);
        List<Integer> done = new ArrayList<>();
        for (int index = 0; index < 1000; index++) {
            int number = index;
            agenda.at(Duration.ofSeconds(5 + index % 3).toNanos(), () -> done.add(number));
        }
        assertEquals(1, loop.timersSet());
        loop.advance(Duration.ofSeconds(10));

        assertEquals(1000, done.size());
        assertEquals(0, done.get(0));
        assertEquals(3, done.get(1));
    }

    @Test
    void aFaultInOneTaskDoesNotEndTheOthers() {
        Agenda agenda = new Agenda(loop, new Time(loop));
        List<String> done = new ArrayList<>();
        agenda.at(
                Duration.ofSeconds(1).toNanos(),
                () -> {
                    throw new IllegalStateException("a fault");
                });
        agenda.at(Duration.ofSeconds(1).toNanos(), () -> done.add("same time"));
        agenda.at(Duration.ofSeconds(2).toNanos(), () -> done.add("later"));
        assertThrows(IllegalStateException.class, () -> loop.advance(Duration.ofSeconds(5)));
        loop.advance(Duration.ofSeconds(5));

        assertEquals(List.of("same time", "later"), done);
    }

    @Test
    void whatIsCalledOffIsNotDone() {
        Agenda agenda = new Agenda(loop, new Time(loop));
        List<String> done = new ArrayList<>();
        Agenda.Entry entry = agenda.at(Duration.ofSeconds(5).toNanos(), () -> done.add("it"));
        agenda.at(Duration.ofSeconds(6).toNanos(), () -> done.add("other"));
        agenda.cancel(entry);
        loop.advance(Duration.ofSeconds(10));

        assertEquals(List.of("other"), done);
    }

    @Test
    void aClockThatIsSetBackIsNoSleep() {
        Time time = new Time(loop);
        loop.sleep(Duration.ofHours(-1));
        assertFalse(time.jumped());
        loop.sleep(Duration.ofHours(1));
        assertTrue(time.jumped());
        assertFalse(time.jumped());
    }

    @Test
    void aClockThatIsSetFromLongAgoIsALongSleepAndNoMore() {
        Time time = new Time(loop);
        loop.sleep(Duration.ofDays(56 * 365));
        assertTrue(time.jumped());

        assertTrue(time.now() <= Duration.ofDays(31).toNanos());
    }

    @Test
    void theLoopsThreadComesWithTheFirstTaskAndGoesWithTheClose() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(2);
        KeeperLoop real = new KeeperLoop();
        real.execute(
                () -> {
                    throw new IllegalStateException("a fault, logged by this test");
                });
        real.execute(
                () -> {
                    thread.set(Thread.currentThread());
                    ran.countDown();
                });
        real.after(Duration.ofMillis(1), ran::countDown);
        assertTrue(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("postern-keeper", thread.get().getName());
        assertTrue(thread.get().isDaemon());
        real.close();

        thread.get().join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertFalse(thread.get().isAlive());
        real.execute(() -> thread.set(null));
        real.after(Duration.ZERO, () -> thread.set(null)).run();
        assertTrue(thread.get() != null, "nothing runs any more");
    }
}
