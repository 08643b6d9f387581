// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Gateway.Pace;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast one router is asked: so many requests in any second, and no more. A few at once go at
 * once. Thread-safe.
 */
public final class RouterPace implements Pace {
    /** Requests in any second. */
    public static final int STEADY = 10;

    /** Requests in any second after the router has lost its mappings. */
    public static final int RESTORING = 50;

    /** So many datagrams count as one request. */
    static final int DATAGRAMS = 10;

    /** Calls at once. */
    static final int CALLS = 2;

    /**
     * Calls at once of one datagram each: the router answers one after the other without a
     * connection, and the next one is there when it has answered one.
     */
    static final int DATAGRAM_CALLS = 8;

    /** A request may leave a little later than it was booked for, and the next one not. */
    private static final long SECOND = Duration.ofMillis(1050).toNanos();

    private final LongSupplier clock;
    private final long[] booked = new long[RESTORING];
    private long count;
    private long datagrams;
    private int calls = CALLS;
    private int limit = STEADY;

    public RouterPace(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized void restoring(boolean on) {
        limit = on ? RESTORING : STEADY;
    }

    /** How many calls may run at once, judged by what the last request was. */
    synchronized int calls() {
        return calls;
    }

    /** How long until the next request may be sent. */
    synchronized long room() {
        return waitFrom(clock.getAsLong());
    }

    @Override
    public synchronized Duration next() {
        calls = CALLS;
        return book();
    }

    private Duration book() {
        long now = clock.getAsLong();
        long wait = waitFrom(now);
        booked[(int) (count++ % RESTORING)] = now + wait;
        return Duration.ofNanos(wait);
    }

    @Override
    public synchronized Duration nextDatagram() {
        calls = DATAGRAM_CALLS;
        if (datagrams++ % DATAGRAMS == 0) {
            return book();
        }
        // Not before the request that it counts with, or a later one.
        long last = booked[(int) ((count - 1) % RESTORING)];
        return Duration.ofNanos(Math.max(0, last - clock.getAsLong()));
    }

    private long waitFrom(long now) {
        long wait = 0;
        if (count > 0) {
            // Never before one that was booked earlier, else a window could hold too many.
            wait = Math.max(wait, booked[(int) ((count - 1) % RESTORING)] - now);
        }
        if (count >= limit) {
            wait = Math.max(wait, booked[(int) ((count - limit) % RESTORING)] + SECOND - now);
        }
        return wait;
    }
}
