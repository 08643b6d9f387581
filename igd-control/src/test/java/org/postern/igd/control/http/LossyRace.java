// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A race over a network that loses packets, in a time of its own. */
final class LossyRace {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long NEVER = Duration.ofDays(1).toNanos();

    private record Event(long at, Runnable what) {}

    private final Random random;
    private final double loss;
    private final Duration thinking;
    private final HttpRace race;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at));

    private long now;
    private int connections;
    private int requests;
    private long lastRequest = -NEVER;
    private long shortestGap = NEVER;

    /**
     * A race that has not begun.
     *
     * @param repetition its rules
     * @param loss of each packet each way, 0..1
     * @param thinking how long the router takes for an answer
     * @param seed of the losses
     */
    LossyRace(RetryPolicy repetition, double loss, Duration thinking, int seed) {
        this.random = new Random(seed * 7919L);
        this.loss = loss;
        this.thinking = thinking;
        HttpRequest request =
                HttpRequest.get(
                        URI.create("http://127.0.0.1/"),
                        InetAddress.getLoopbackAddress(),
                        TIMEOUT,
                        DocumentEnd.of("root"));
        this.race = new HttpRace(request, repetition, new CompletableFuture<>(), () -> now);
    }

    /** Until the answer or the timeout; says how long it took. */
    Duration run() {
        open();
        while (!race.over()) {
            Event next = events.peek();
            if (next != null && next.at() <= race.wakeNanos()) {
                events.remove();
                now = next.at();
                next.what().run();
            } else {
                now = race.wakeNanos();
                race.expire();
            }
            if (race.due()) {
                open();
            }
        }
        return Duration.ofNanos(now);
    }

    int connections() {
        return connections;
    }

    /** That were sent, and not more than once each. */
    int requests() {
        return requests;
    }

    /** Between two requests. */
    Duration shortestGap() {
        return Duration.ofNanos(shortestGap);
    }

    private void open() {
        connections++;
        HttpExchange exchange = race.next();
        // Both the SYN and its answer have to arrive. RFC 6298 section 2: 1 s, then doubled.
        after(delivery(Duration.ofSeconds(1), 2), () -> connect(exchange));
    }

    private void connect(HttpExchange exchange) {
        if (race.asks(exchange)) {
            requests++;
            shortestGap = Math.min(shortestGap, now - lastRequest);
            lastRequest = now;
            // Linux repeats data after 200 ms, then doubled, each way for itself.
            long there = delivery(Duration.ofMillis(200), 1);
            long back = delivery(Duration.ofMillis(200), 1);
            after(there + thinking.toNanos() + back, () -> race.answered(answer()));
        }
    }

    /** How long it takes until so many packets in a row have come through. */
    private long delivery(Duration firstPause, int packets) {
        long at = 0;
        long pause = firstPause.toNanos();
        while (at < NEVER / 4) {
            boolean through = true;
            for (int i = 0; i < packets; i++) {
                through &= random.nextDouble() >= loss;
            }
            if (through) {
                return at;
            }
            at += pause;
            pause *= 2;
        }
        return NEVER / 4;
    }

    private void after(long nanos, Runnable what) {
        events.add(new Event(now + nanos, what));
    }

    private static HttpResponse answer() {
        return new HttpResponse(200, new byte[0], InetAddress.getLoopbackAddress());
    }
}
