// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one router's ports back after it may have lost them: looks at all at once, at a faster
 * pace; where the first few are all gone, opens the rest without looking. Used by the keeper's
 * thread.
 */
final class Restoration {
    /**
     * A router that says again and again that it changed is not looked through more often, by the
     * number of questions that takes; but twice in a row, as a restart may follow another change.
     */
    private static final long PAUSE = Duration.ofSeconds(3).toNanos();

    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();

    /** So many that are gone speak for all. */
    private static final int SAMPLE = 8;

    private final Parts parts;
    private final Router router;
    private final Set<KeptMapping> pending = new HashSet<>();
    private boolean sampling;
    private int seen;
    private int missing;
    private boolean foundMissing;
    private Optional<Long> last = Optional.empty();
    private Optional<Long> beforeLast = Optional.empty();
    private boolean planned;

    /** Changes with each time that all is looked at: what was asked before says nothing then. */
    private int round;

    Restoration(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
    }

    /** Something to be brought to its end at the faster pace. */
    void add(KeptMapping mapping) {
        pending.add(mapping);
        router.pace().restoring(true);
    }

    /** It is. */
    void done(KeptMapping mapping) {
        if (pending.remove(mapping) && pending.isEmpty()) {
            router.pace().restoring(false);
        }
    }

    /** The router may hold other mappings than before. */
    void suspect() {
        long allowed = beforeLast.map(each -> each + 2 * pause()).orElse(0L);
        if (foundMissing || allowed <= parts.time().now()) {
            begin();
        } else if (!planned) {
            planned = true;
            parts.agenda()
                    .at(
                            allowed,
                            () -> {
                                planned = false;
                                begin();
                                router.proceed();
                            });
        }
    }

    private long pause() {
        return Math.min(LONGEST_PAUSE, PAUSE * router.looks().questions(router.mappings().size()));
    }

    /** At once, as something is certainly another. */
    void begin() {
        beforeLast = last;
        last = Optional.of(parts.time().now());
        foundMissing = false;
        sampling = true;
        round++;
        seen = 0;
        missing = 0;
        router.forgive();
        for (KeptMapping mapping : router.mappings()) {
            add(mapping);
            mapping.lookAgain();
        }
    }

    int round() {
        return round;
    }

    /** What a question of a round about open ports has shown. */
    void saw(int asked, int held, int gone) {
        foundMissing |= gone > 0;
        if (!sampling || asked != round) {
            return;
        }
        seen += held;
        missing += gone;
        if (missing < seen) {
            sampling = false;
        } else if (seen >= SAMPLE) {
            sampling = false;
            router.mappings().stream().forEach(KeptMapping::vanished);
        }
    }
}
