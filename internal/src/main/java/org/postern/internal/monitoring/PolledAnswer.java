// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.gateway.GatewayException;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * What a gateway answers to one question. Who reads it gets the last answer at once, and has the
 * gateway asked on another thread where that answer is old. Safe for several threads; guarded by
 * itself.
 *
 * @param <T> the type of the answers
 */
public final class PolledAnswer<T> {
    private static final System.Logger LOGGER = System.getLogger(PolledAnswer.class.getName());

    private final Question<T> question;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private Optional<T> last = Optional.empty();
    private Optional<Long> askedNanos = Optional.empty();
    private boolean asking;

    /**
     * Asks a gateway. Called by one thread at a time.
     *
     * @param <T> the type of the answer
     */
    @FunctionalInterface
    public interface Question<T> {
        /**
         * Blocks until the gateway answers.
         *
         * @return empty where it does not tell
         * @throws GatewayException when it refuses, or does not answer
         * @throws InterruptedException when the calling thread is interrupted
         */
        Optional<T> ask() throws GatewayException, InterruptedException;
    }

    /**
     * Nothing is asked yet.
     *
     * @param question for the gateway
     * @param workers run the question, which blocks
     * @param nanoTime as {@link System#nanoTime()}
     */
    public PolledAnswer(Question<T> question, Executor workers, LongSupplier nanoTime) {
        this.question = question;
        this.workers = workers;
        this.nanoTime = nanoTime;
    }

    /**
     * The last answer; has the gateway asked for the next one, unless it was asked lately or is being
     * asked. A refusal leaves the last answer as it is.
     *
     * @param age since when it was asked it is asked again
     * @return empty before the first answer
     */
    public synchronized Optional<T> latest(Duration age) {
        if (!asking && isOlder(age)) {
            askedNanos = Optional.of(nanoTime.getAsLong());
            asking = true;
            try {
                workers.execute(this::ask);
            } catch (RejectedExecutionException e) {
                // Too many are asked now, or the end has come.
                asking = false;
            }
        }
        return last;
    }

    /**
     * The last answer. Asks nothing.
     *
     * @return empty before the first answer
     */
    public synchronized Optional<T> known() {
        return last;
    }

    /** Has the gateway asked at the next look, however short ago it was asked. */
    public synchronized void outdate() {
        askedNanos = Optional.empty();
    }

    private boolean isOlder(Duration age) {
        return askedNanos.filter(each -> nanoTime.getAsLong() - each < age.toNanos()).isEmpty();
    }

    private void ask() {
        Optional<T> answer = Optional.empty();
        try {
            answer = question.ask();
        } catch (GatewayException | RuntimeException | LinkageError e) {
            // Anybody can bring a gateway, so that it may throw anything; LinkageError when its
            // bundle was stopped meanwhile.
            LOGGER.log(Level.DEBUG, "A gateway did not tell: {0}", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answered(answer);
        }
    }

    private synchronized void answered(Optional<T> answer) {
        asking = false;
        last = answer.or(() -> last);
    }
}
