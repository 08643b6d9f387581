// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How an answer is sent.
 *
 * @param delay before anything is sent
 * @param silent nothing is ever sent and the connection stays open
 * @param rewriting what becomes of the bytes of head and body before they go out
 * @param staysOpen the connection waits for another request; else it is closed
 * @param breaksOnHalfClose a client that has ended its side gets nothing
 */
record Manner(
        Duration delay,
        boolean silent,
        UnaryOperator<RawResponse> rewriting,
        boolean staysOpen,
        boolean breaksOnHalfClose) {

    static final Manner PLAIN =
            new Manner(Duration.ZERO, false, UnaryOperator.identity(), false, false);

    Manner later(Duration wait) {
        return new Manner(delay.plus(wait), silent, rewriting, staysOpen, breaksOnHalfClose);
    }

    Manner never() {
        return new Manner(delay, true, rewriting, staysOpen, breaksOnHalfClose);
    }

    Manner rewritten(UnaryOperator<RawResponse> more) {
        UnaryOperator<RawResponse> both = raw -> more.apply(rewriting.apply(raw));
        return new Manner(delay, silent, both, staysOpen, breaksOnHalfClose);
    }

    Manner open() {
        return new Manner(delay, silent, rewriting, true, breaksOnHalfClose);
    }

    Manner unlessHalfClosed() {
        return new Manner(delay, silent, rewriting, staysOpen, true);
    }
}
