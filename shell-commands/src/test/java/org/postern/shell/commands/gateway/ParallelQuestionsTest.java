// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.gateway.ParallelQuestions.Fact;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class ParallelQuestionsTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void allAreAskedAtTheSameTime() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<Integer> first = questions.ask(() -> Optional.of(together.await()));
            Fact<Integer> second = questions.ask(() -> Optional.of(together.await()));
            Fact<Integer> third = questions.ask(() -> Optional.of(together.await()));
            questions.await();

            assertEquals(3, first.told().get() + second.told().get() + third.told().get());
        }
    }

    @Test
    void whatIsRefused_isLeftOut_andNotAskedAgain() throws Exception {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<String> refused = questions.ask(failing(Reason.UNSUPPORTED));
            Fact<String> told = questions.ask(() -> Optional.of("up"));
            questions.await();

            assertEquals(Optional.empty(), refused.told());
            assertEquals(Optional.of("up"), told.told());
            assertEquals(1, asked.get());
        }
    }

    /** A router that serves one connection at a time. */
    @Test
    void whatIsNotAnswered_isAskedAgain_whereTheRouterAnswersOthers() throws Exception {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<String> late =
                    questions.ask(
                            () -> {
                                if (asked.incrementAndGet() == 1) {
                                    throw new GatewayException(Reason.UNREACHABLE, "Refused.");
                                }
                                return Optional.of("late");
                            });
            Fact<String> told = questions.ask(() -> Optional.of("up"));
            questions.await();

            assertEquals(Optional.of("late"), late.told());
            assertEquals(Optional.of("up"), told.told());
        }
    }

    @Test
    void aRouterThatIsGone_isNotAskedAgain() throws Exception {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<String> first = questions.ask(failing(Reason.UNREACHABLE));
            Fact<String> second = questions.ask(failing(Reason.UNREACHABLE));
            questions.await();

            assertTrue(first.told().isEmpty() && second.told().isEmpty());
            assertEquals(2, asked.get());
        }
    }

    @Test
    void aFaultIsNotHidden() throws Exception {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            questions.ask(
                    () -> {
                        throw new UnsupportedOperationException();
                    });

            assertThrows(UnsupportedOperationException.class, questions::await);
        }
    }

    @Test
    void anInterrupt_endsTheQuestions() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ParallelQuestions questions = new ParallelQuestions()) {
            questions.ask(() -> hang(begun, ended));
            begun.await();
            Thread.currentThread().interrupt();

            assertThrows(InterruptedException.class, questions::await);
        }
        ended.await();
    }

    private static Optional<String> hang(CountDownLatch begun, CountDownLatch ended)
            throws InterruptedException {
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            return Optional.empty();
        } finally {
            ended.countDown();
        }
    }

    private Callable<Optional<String>> failing(Reason reason) {
        return () -> {
            asked.incrementAndGet();
            throw new GatewayException(reason, "No.");
        };
    }
}
