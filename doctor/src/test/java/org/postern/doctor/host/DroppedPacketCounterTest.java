// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.host.KernelCounters.Packets;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(60)
class DroppedPacketCounterTest {
    private final ManualClock clock = new ManualClock();
    private final AtomicBoolean left = new AtomicBoolean();
    private long total = 1000;
    private long toGroups = 500;
    private long duringPauses;
    private long toGroupsDuringPauses;

    private final DroppedPacketCounter counter =
            new DroppedPacketCounter(
                    () -> new Packets(total, toGroups),
                    clock,
                    millis -> {
                        clock.advance(Duration.ofMillis(millis));
                        total += duringPauses;
                        toGroups += toGroupsDuringPauses;
                    },
                    () -> left.set(true));

    private void arrive(long packets, Duration time) {
        clock.advance(time);
        total += packets;
    }

    @Test
    void whatArrivesMeanwhileIsCounted_overTheNoise() throws Exception {
        duringPauses = 2;
        counter.measureNoise();
        DroppedPacketCounter.Count count = counter.start();
        arrive(147, Duration.ofSeconds(2));
        assertEquals(new DroppedPackets(true, 147, 10), count.soFar());
        assertTrue(count.soFar().aboveNoise());
    }

    /** As those of a router that has just started, which a firewall drops. */
    @Test
    void aBurstOfAnnouncementsHidesNothing_andIsNothing() throws Exception {
        duringPauses = 4;
        toGroupsDuringPauses = 4;
        counter.measureNoise();
        DroppedPacketCounter.Count count = counter.start();
        toGroups += 16;
        arrive(16, Duration.ofSeconds(9));
        assertFalse(count.soFar().unicastAboveNoise());
        arrive(36, Duration.ZERO);
        assertEquals(new DroppedPackets(true, 52, 90, 36, 0), count.soFar());
        assertTrue(count.soFar().unicastAboveNoise());
    }

    /** Those may have been delivered, so that the others were dropped. */
    @Test
    void whatWasSentToGroupsIsNotCalledUnicast() throws Exception {
        counter.measureNoise();
        DroppedPacketCounter.Count count = counter.start();
        toGroups += 50;
        arrive(36, Duration.ofSeconds(9));
        assertEquals(new DroppedPackets(true, 36, 0, 0, 0), count.soFar());
    }

    /** The noise of all quiet times counts, also of those that come after. */
    @Test
    void theNoiseMayBeMeasuredAfterTheCountHasEnded() throws Exception {
        DroppedPacketCounter.Count count = counter.start();
        arrive(10, Duration.ofSeconds(4));
        count.stop();
        assertFalse(count.soFar().measured());
        counter.measureNoise();
        assertEquals(new DroppedPackets(true, 10, 0), count.soFar());
        duringPauses = 2;
        counter.measureNoise();
        assertEquals(new DroppedPackets(true, 10, 10), count.soFar());
        assertFalse(count.soFar().aboveNoise());
    }

    @Test
    void nothingNeedsNoNoise() {
        DroppedPacketCounter.Count count = counter.start();
        clock.advance(Duration.ofSeconds(4));
        assertEquals(new DroppedPackets(true, 0, 0), count.soFar());
    }

    @Test
    void countsAreIndependent() throws Exception {
        counter.measureNoise();
        DroppedPacketCounter.Count first = counter.start();
        arrive(3, Duration.ofSeconds(1));
        DroppedPacketCounter.Count second = counter.start();
        arrive(4, Duration.ofSeconds(1));
        assertEquals(7, first.soFar().count());
        assertEquals(4, second.soFar().count());
    }

    /** As where the kernel counts a packet at another place a little later. */
    @Test
    void aCountIsNeverNegative() throws Exception {
        counter.measureNoise();
        DroppedPacketCounter.Count count = counter.start();
        arrive(-1, Duration.ofSeconds(1));
        assertEquals(new DroppedPackets(true, 0, 0), count.soFar());
    }

    @Test
    void otherSystemsCountNothing() throws Exception {
        DroppedPacketCounter none =
                new DroppedPacketCounter(
                        () -> {
                            throw new IOException("no such file");
                        },
                        clock,
                        millis -> {
                            throw new AssertionError("waits for nothing");
                        },
                        () -> {});
        none.measureNoise();
        DroppedPacketCounter.Count count = none.start();
        count.stop();
        assertEquals(DroppedPackets.NOT_MEASURED, count.soFar());
    }

    @Test
    void anInterruptEndsTheMeasurement() {
        DroppedPacketCounter real =
                new DroppedPacketCounter(
                        () -> new Packets(total, toGroups), clock, Thread::sleep, () -> {});
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, real::measureNoise);
    }

    @Test
    void theGroupsAreLeftAtTheEnd() {
        assertFalse(left.get());
        counter.close();
        assertTrue(left.get());
    }
}
