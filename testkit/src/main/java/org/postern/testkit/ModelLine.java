// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a {@link ModelRouter} is reached: how long it takes to answer, which requests are lost, and
 * which calls were made. The settings are plain fields. For any threads.
 */
public final class ModelLine {
    /** How long a caller waits for an answer that does not come. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** Of the call that the thread makes. */
    private static final ThreadLocal<@Nullable Pace> PACE = new ThreadLocal<>();

    /** Such as {@code map TCP 80}, in the order they came. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Whether {@link #calls} grows; not worth its memory in long tests. */
    public volatile boolean logging = true;

    /** Run when a request is sent. */
    public volatile Runnable onRequest = () -> {};

    /** A request in a home network takes a few milliseconds. */
    public volatile Duration latency = Duration.ofMillis(5);

    /** The share of requests that get no answer. */
    public volatile double loss;

    /** Whether each request is one datagram, as over PCP. */
    public volatile boolean datagrams;

    public volatile boolean down;
    public volatile boolean failsWithHttpError;

    private final ModelTime time;
    private final Random random = new Random(7);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile boolean silent;

    ModelLine(ModelTime time) {
        this.time = time;
    }

    /** From now on every call waits until its thread is interrupted. */
    public void fallSilent() {
        silent = true;
    }

    public void answerAgain() {
        silent = false;
    }

    public int callCount() {
        return count.get();
    }

    /** Requests that got no answer. */
    public int unanswered() {
        return unanswered.get();
    }

    /** Calls that run now. */
    public int running() {
        return running.get();
    }

    /** The most calls at once. */
    public int mostRunning() {
        return mostRunning.get();
    }

    /** Forgets the calls that run, as those of a killed process, and how many ran at once. */
    public void resetRunning() {
        running.set(0);
        mostRunning.set(0);
    }

    /** Calls that wait for an answer that does not come. */
    public int hanging() {
        return hanging.get();
    }

    void begin(String call) throws InterruptedException {
        count.incrementAndGet();
        time.execute(() -> mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max));
        if (logging) {
            calls.add(call);
        }
        if (silent) {
            hanging.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } finally {
                hanging.decrementAndGet();
            }
        }
    }

    void end() {
        time.execute(running::decrementAndGet);
    }

    /** One request of a call. */
    void request() throws GatewayException {
        Pace booked = PACE.get();
        if (booked != null) {
            time.passes(datagrams ? booked.nextDatagram() : booked.next());
        }
        onRequest.run();
        time.passes(latency);
        if (down || random.nextDouble() < loss) {
            time.passes(SILENCE);
            unanswered.incrementAndGet();
            throw new GatewayException(Reason.UNREACHABLE, "The router did not answer.");
        }
        if (failsWithHttpError) {
            throw new GatewayException(Reason.TRANSPORT_ERROR, "The router said 500.");
        }
    }

    /** What a call returns. */
    interface Answer<T> {
        T get() throws GatewayException, InterruptedException;
    }

    /** A call whose requests are booked with one more pace. */
    <T> T paced(Pace more, Answer<T> call) throws GatewayException, InterruptedException {
        Pace before = PACE.get();
        PACE.set(before == null ? more : () -> longer(before.next(), more.next()));
        try {
            return call.get();
        } finally {
            PACE.set(before);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
