// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a lease may yet end, if the router confirms renewals and does not extend leases (quirk A48):
 * the ends that it had before renewals, the earliest first, where the router does not tell the time
 * left. Last, something has {@code shown} that it was held at that time. A value.
 *
 * <p>A mapping that was there shortly before such an end, and is missing after it, was lost for this
 * reason. Any other loss has another one, such as a restart of the router.
 */
record FormerEnds(List<Long> ends, long shown) {
    static final FormerEnds NONE = new FormerEnds(List.of(), Term.NEVER);

    /** Between such an end and the look that shows whether the mapping is still held, at most. */
    private static final long MARGIN = Duration.ofSeconds(10).toNanos();

    /** Some routers look for leases that have ended once a minute. */
    private static final long LONGEST_DELAY = Duration.ofMinutes(1).toNanos();

    FormerEnds {
        ends = List.copyOf(ends);
    }

    /** A renewal was confirmed, before which it was to end at this time. */
    FormerEnds renewed(long end, long now) {
        return new FormerEnds(Stream.concat(ends.stream(), Stream.of(end)).toList(), now);
    }

    /** The router shows it, and does not tell the time left. */
    FormerEnds shown(long length, long now) {
        long delay = Math.min(LONGEST_DELAY, length / 4);
        List<Long> left = ends.stream().filter(each -> now < each + delay).toList();
        return left.isEmpty() ? NONE : new FormerEnds(left, now);
    }

    /** When it is to be looked up next: shortly before such an end and shortly after it. */
    long nextLook(long length, long now) {
        long margin = margin(length);
        return ends.stream()
                .flatMap(each -> Stream.of(each - 2 * margin, each + margin))
                .filter(each -> now < each)
                .findFirst()
                .orElse(Term.NEVER);
    }

    /** A renewal about such an end would hide what becomes of the mapping. */
    long notBefore(long length, long now) {
        long margin = margin(length);
        return ends.stream()
                .filter(each -> now < each + margin)
                .findFirst()
                .map(each -> each + 2 * margin)
                .orElse(now);
    }

    /** Whether a mapping that the router does not show any more was lost at such an end. */
    boolean isLapsed(long length, long now) {
        long margin = margin(length);
        return ends.stream().anyMatch(each -> each - 2 * margin <= shown && each - margin <= now);
    }

    private static long margin(long length) {
        return Math.min(MARGIN, length / 20);
    }
}
