// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.port.keeper.router.RouterQueue;
import org.postern.port.keeper.state.Signal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Restores one router's ports after it may have lost them: checks all of them at a faster
 * pace; if the first few are all gone, opens the rest without a check. Used by the keeper's
 * thread.
 */
final class Restoration {
    /**
     * The pause between checks of a router that reports changes again and again, multiplied by the
     * number of requests of a check. Two in a row are allowed, as a restart may follow a change.
     */
    private static final long PAUSE = Duration.ofSeconds(3).toNanos();

    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();

    /** If this many are gone, all are taken to be gone. */
    private static final int SAMPLE = 8;

    private final KeeperServices services;
    private final RouterQueue queue;
    private final Supplier<List<PortSession>> ports;
    private final BiConsumer<PortSession, Signal> signals;
    private final Set<PortSession> pending = new HashSet<>();
    private boolean sampling;
    private int seen;
    private int missing;
    private boolean foundMissing;
    private Optional<Long> last = Optional.empty();
    private Optional<Long> beforeLast = Optional.empty();
    private boolean planned;

    Restoration(
            KeeperServices services,
            RouterQueue queue,
            Supplier<List<PortSession>> ports,
            BiConsumer<PortSession, Signal> signals) {
        this.services = services;
        this.queue = queue;
        this.ports = ports;
        this.signals = signals;
    }

    /** A port to be restored at the faster pace. */
    void add(PortSession port) {
        pending.add(port);
        queue.restoring(true);
    }

    /** The port is restored. */
    void done(PortSession port) {
        if (pending.remove(port) && pending.isEmpty()) {
            queue.restoring(false);
        }
    }

    /** The router may hold other mappings than before. */
    void suspect() {
        long allowed = beforeLast.map(each -> each + 2 * pause()).orElse(0L);
        if (foundMissing || allowed <= services.now()) {
            begin();
        } else if (!planned) {
            planned = true;
            services.run()
                    .schedule()
                    .at(
                            allowed,
                            () -> {
                                planned = false;
                                begin();
                                queue.proceed();
                            });
        }
    }

    private long pause() {
        return Math.min(LONGEST_PAUSE, PAUSE * queue.questions(ports.get().size()));
    }

    /** Starts at once, as the router has certainly changed. */
    void begin() {
        beforeLast = last;
        last = Optional.of(services.now());
        foundMissing = false;
        sampling = true;
        seen = 0;
        missing = 0;
        queue.nextRound();
        queue.forgive();
        for (PortSession port : ports.get()) {
            add(port);
            signals.accept(port, new Signal.RouterChanged());
        }
    }

    /** The result of a look-up of open ports. */
    void saw(int asked, int held, int gone) {
        foundMissing |= gone > 0;
        if (!sampling || asked != queue.round()) {
            return;
        }
        seen += held;
        missing += gone;
        if (missing < seen) {
            sampling = false;
        } else if (seen >= SAMPLE) {
            sampling = false;
            ports.get().forEach(each -> signals.accept(each, new Signal.RouterForgot()));
        }
    }
}
