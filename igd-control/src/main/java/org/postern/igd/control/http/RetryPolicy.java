// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.time.Duration;

/**
 * How a request survives packet loss: further connections are opened while none is established, and
 * the request is sent again while no response arrives. The first complete response counts.
 *
 * <p>TCP alone waits a second before it repeats a SYN, then two more (RFC 6298 section 2); for
 * data, Linux waits 0.2 s, doubled each time. With 30 % lost each way only 49 % of all connections
 * come about at once. But another one costs a router nothing: six of them, 200 ms apart, fill TCP's
 * second, and in the next one TCP repeats them. {@code RetryPolicyTest} counts what that comes to:
 * of questions, 6 % take more than a second and 0.2 % more than two; by TCP alone, 41 % and 28 %.
 *
 * @param connections opened in all for one request, one or more
 * @param connectGap from one to the next, while none has come about
 * @param requests sent in all, one or more, each on a connection of its own
 * @param requestGap from the first request to the second; then doubled. Half of it when already
 *     the first connection came about late
 * @param connectTimeout how long none may have come about until the request fails, which fails at its
 *     own timeout anyhow
 * @param strict true if connections that come about before that time, because packets got lost, are
 *     given up and carry nothing; false if they ask too
 */
public record RetryPolicy(
        int connections,
        Duration connectGap,
        Duration connectTimeout,
        int requests,
        Duration requestGap,
        boolean strict) {

    private static final int CONNECTIONS = 6;
    private static final Duration CONNECT_GAP = Duration.ofMillis(200);

    /** Longer than any request. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /** For what may be asked only once: the first connection that comes about is the one used. */
    public static final RetryPolicy ONCE =
            new RetryPolicy(CONNECTIONS, CONNECT_GAP, 1, Duration.ZERO, true);

    /**
     * For questions. While nothing gets lost, a router that takes 700 ms for each answer is asked
     * once, one that takes 3 s three times, and one that never answers four times.
     */
    public static final RetryPolicy QUESTION =
            new RetryPolicy(CONNECTIONS, CONNECT_GAP, 4, Duration.ofMillis(800), false);

    /** For changes that may be repeated: with more patience, as a call has half a minute. */
    public static final RetryPolicy CHANGE =
            new RetryPolicy(CONNECTIONS, CONNECT_GAP, 3, Duration.ofMillis(1500), true);

    /** Without a limit of its own for connections. */
    RetryPolicy(
            int connections,
            Duration connectGap,
            int requests,
            Duration requestGap,
            boolean strict) {
        this(connections, connectGap, NO_LIMIT, requests, requestGap, strict);
    }

    /** The same, which gives a host up that is not connected to in this time. */
    public RetryPolicy connectingWithin(Duration time) {
        return new RetryPolicy(
                connections,
                connectGap,
                time.compareTo(NO_LIMIT) < 0 ? time : NO_LIMIT,
                requests,
                requestGap,
                strict);
    }

    /**
     * The pause after so many requests, in nanoseconds. If packets were lost already, silence hardly
     * means that the router is slow.
     */
    long gapNanosAfter(int sent, boolean lossy) {
        long first = lossy ? requestGap.toNanos() / 2 : requestGap.toNanos();
        return first << (sent - 1);
    }
}
