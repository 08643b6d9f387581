// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.port.keeper.internal.timing.Backoff;

import java.time.Duration;

/** How long the keeper waits before it tries again. */
public final class RetryWaits {
    private static final double SHARE = 0.25;

    /** After silence, or an answer that makes no sense. */
    public static final Backoff SOON =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), SHARE);

    /** After mappings that were confirmed and not held. */
    public static final Backoff NOT_HELD =
            new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1), SHARE);

    /** While another client has the port. */
    public static final Backoff FREE =
            new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5), SHARE);

    /** After a failure that may pass by itself, such as that of miniupnpd after the line was down. */
    public static final Backoff UNCLEAR =
            new Backoff(Duration.ofMinutes(5), Duration.ofMinutes(5), SHARE);

    /** After a refusal that only a human can change. */
    public static final Backoff RARE =
            new Backoff(Duration.ofMinutes(15), Duration.ofHours(1), SHARE);

    /** After a port of an earlier run could not be closed. */
    public static final Backoff ORPHANS =
            new Backoff(Duration.ofMinutes(5), Duration.ofHours(1), SHARE);

    private RetryWaits() {}
}
