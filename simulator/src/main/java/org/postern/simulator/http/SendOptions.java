// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How a response is sent: after the delay, with head and body rewritten. If {@code silent}, nothing
 * is ever sent and the connection stays open. If {@code staysOpen}, the connection waits for
 * another request. If {@code breaksOnHalfClose}, a client that has ended its side gets nothing.
 */
record SendOptions(
        Duration delay,
        boolean silent,
        UnaryOperator<RawResponse> rewriting,
        boolean staysOpen,
        boolean breaksOnHalfClose) {

    static final SendOptions PLAIN =
            new SendOptions(Duration.ZERO, false, UnaryOperator.identity(), false, false);

    SendOptions delayed(Duration wait) {
        return new SendOptions(delay.plus(wait), silent, rewriting, staysOpen, breaksOnHalfClose);
    }

    SendOptions withheld() {
        return new SendOptions(delay, true, rewriting, staysOpen, breaksOnHalfClose);
    }

    SendOptions rewritten(UnaryOperator<RawResponse> more) {
        UnaryOperator<RawResponse> both = raw -> more.apply(rewriting.apply(raw));
        return new SendOptions(delay, silent, both, staysOpen, breaksOnHalfClose);
    }

    SendOptions open() {
        return new SendOptions(delay, silent, rewriting, true, breaksOnHalfClose);
    }

    SendOptions unlessHalfClosed() {
        return new SendOptions(delay, silent, rewriting, staysOpen, true);
    }
}
