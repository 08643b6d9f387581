// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.shell.commands.internal.presentation.GatewayDetails;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Questions to a gateway that are asked at the same time, since a slow router needs its time for
 * each. What it does not tell is left out. Used by one thread.
 */
final class ParallelQuestions implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("org.postern.shell-commands");

    /** What came of one question. */
    static final class Fact<T> {
        private final Callable<Optional<T>> question;
        private FutureTask<Optional<T>> asking;
        private Optional<T> told = Optional.empty();
        private @Nullable GatewayException failure;

        private Fact(Callable<Optional<T>> question) {
            this.question = question;
            this.asking = new FutureTask<>(question);
        }

        /** What the gateway told; to be called after {@link ParallelQuestions#await}. */
        Optional<T> told() {
            return told;
        }

        private boolean isUnanswered() {
            return failure != null && failure.isUnanswered();
        }

        private void askOnThread() {
            Thread thread = new Thread(asking, "postern-question");
            thread.setDaemon(true);
            thread.start();
        }

        private void askAgain() throws InterruptedException {
            asking = new FutureTask<>(question);
            asking.run();
            await();
        }

        private void await() throws InterruptedException {
            failure = null;
            try {
                told = asking.get();
            } catch (ExecutionException e) {
                failure = untold(e.getCause());
                LOGGER.log(Level.DEBUG, "The gateway did not tell: {0}", failure.getMessage());
            }
        }

        private static GatewayException untold(@Nullable Throwable cause)
                throws InterruptedException {
            if (cause instanceof GatewayException known) {
                return known;
            }
            if (cause instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw cause instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException(cause);
        }
    }

    private final List<Fact<?>> all = new ArrayList<>();

    /** Asks for all facts at the same time, and leaves out what is refused. */
    static GatewayDetails details(Gateway gateway) throws InterruptedException {
        try (ParallelQuestions questions = new ParallelQuestions()) {
            Fact<WanStatus> status = questions.ask(() -> Optional.of(gateway.status()));
            Fact<InetAddress> address = questions.ask(() -> Optional.of(gateway.externalAddress()));
            Fact<LinkProperties> link = questions.ask(gateway::link);
            Fact<Traffic> traffic = questions.ask(gateway::traffic);
            questions.await();
            return new GatewayDetails(status.told(), address.told(), link.told(), traffic.told());
        }
    }

    /** Asks and returns at once. The question fails with a {@link GatewayException} or is interrupted. */
    <T> Fact<T> ask(Callable<Optional<T>> question) {
        Fact<T> fact = new Fact<>(question);
        all.add(fact);
        fact.askOnThread();
        return fact;
    }

    /**
     * Waits for all answers. A router that serves one connection at a time may leave some out: where
     * it answers at all, these are asked again, one after the other, until one is not answered.
     */
    void await() throws InterruptedException {
        boolean answers = false;
        for (Fact<?> each : all) {
            each.await();
            answers |= !each.isUnanswered();
        }
        for (Fact<?> each : all) {
            if (answers && each.isUnanswered()) {
                each.askAgain();
                answers = !each.isUnanswered();
            }
        }
    }

    /** Ends what is still being asked. */
    @Override
    public void close() {
        for (Fact<?> each : all) {
            each.asking.cancel(true);
        }
    }
}
