// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.port.PortInquiry;
import org.postern.doctor.timing.TimeLimit;
import org.postern.simulator.RouterConfig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** It ends in time, and at once when its caller is interrupted; nothing of it is left. */
class ExaminationEndTest extends ExaminationFixture {
    private final CountDownLatch never = new CountDownLatch(1);

    /** A thread that has ended its work needs a moment to be gone. */
    @AfterEach
    void noThreadIsLeft() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!threads().isEmpty() && end - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-doctor"))
                .toList();
    }

    private static final class HangingFinder implements GatewayFinder {
        private final CountDownLatch never;
        private final Runnable called;

        HangingFinder(CountDownLatch never, Runnable called) {
            this.never = never;
            this.called = called;
        }

        @Override
        public GatewayChoice find(GatewayQuery query) throws InterruptedException {
            called.run();
            never.await();
            throw new IllegalStateException("never");
        }

        @Override
        public void close() {}
    }

    @Test
    void aServiceThatHangsEndsItAtTheLimit() throws Exception {
        faster = 20;
        finder = new HangingFinder(never, () -> {});

        Evidence evidence = examine(requestOfPort());

        assertEquals(Optional.empty(), evidence.wan());
        assertEquals(1, evidence.nextHops().size());
    }

    @Test
    void anInterruptDuringTheSearchEndsItAtOnce() {
        Thread caller = Thread.currentThread();
        finder = new HangingFinder(never, caller::interrupt);

        assertThrows(InterruptedException.class, () -> examine(requestOfPort()));
    }

    @Test
    void anInterruptDuringThePortEndsIt_whenWhatWasMadeIsRemoved() throws Exception {
        find(RouterConfig.standard());
        Thread caller = Thread.currentThread();
        AtomicBoolean removed = new AtomicBoolean();
        collectors =
                new FakeCollectors() {
                    @Override
                    public PortEvidence port(
                            PortInquiry asked,
                            Drops drops,
                            Optional<OutsideHelper> helper,
                            TimeLimit limit)
                            throws InterruptedException {
                        caller.interrupt();
                        try {
                            never.await();
                        } finally {
                            removed.set(true);
                        }
                        return PORT;
                    }
                };

        assertThrows(InterruptedException.class, () -> examine(requestOfPort()));
        assertTrue(removed.get());
    }

    @Test
    void aCallerThatIsInterruptedBeforeDoesNotExamineAtAll() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> examine(request()));
        assertFalse(collectors.calls.contains("udp"));
    }
}
