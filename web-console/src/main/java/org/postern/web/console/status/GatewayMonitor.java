// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Gateway;
import org.postern.web.console.internal.threads.WorkerThreads;
import org.postern.web.console.sources.KnownGateway;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Asks gateways in the background while somebody looks at the page, and not otherwise: each look has
 * those asked again whose answers have become old. May be used from any thread; nothing waits for a
 * gateway.
 */
public final class GatewayMonitor implements AutoCloseable {
    /** The traffic of a chart. */
    static final Duration TRAFFIC_INTERVAL = Duration.ofSeconds(3);

    /** All else. */
    static final Duration INTERVAL = Duration.ofSeconds(15);

    /** More gateways are not asked. */
    static final int MOST_GATEWAYS = 16;

    private static final int THREADS = 4;
    private static final System.Logger LOGGER = System.getLogger("org.postern.web-console");

    private final ThreadPoolExecutor threads =
            WorkerThreads.pool("postern-console", THREADS, 2 * MOST_GATEWAYS);
    private final Clock clock;

    /** By the gateways' ids. Guarded by this. */
    private final Map<String, Watched> watched = new HashMap<>();

    /** What is asked of a gateway, and how often. Guarded by the monitor. */
    private static final class Round {
        private final Duration interval;
        private boolean asking;
        private Instant next = Instant.MIN;

        Round(Duration interval) {
            this.interval = interval;
        }

        /** Whether it is to be asked now. */
        boolean begins(Instant now) {
            if (asking || now.isBefore(next)) {
                return false;
            }
            asking = true;
            next = now.plus(interval);
            return true;
        }
    }

    private static final class Watched {
        private final GatewayQuestions questions;
        private final Round traffic = new Round(TRAFFIC_INTERVAL);
        private final Round all = new Round(INTERVAL);

        Watched(GatewayQuestions questions) {
            this.questions = questions;
        }
    }

    /** Something that is asked of a gateway. */
    @FunctionalInterface
    private interface Asking {
        void run() throws InterruptedException;
    }

    /** Asks nothing yet. */
    public GatewayMonitor(Clock clock) {
        this.clock = clock;
    }

    /**
     * Has gateways asked whose last answers are old, and forgets all others.
     *
     * @param gateways those that somebody looks at
     */
    public synchronized void look(List<KnownGateway> gateways) {
        Set<String> ids = new HashSet<>();
        gateways.stream()
                .limit(MOST_GATEWAYS)
                .map(KnownGateway::gateway)
                .forEach(
                        each -> {
                            ids.add(each.info().id());
                            ask(watched(each));
                        });
        watched.keySet().retainAll(ids);
    }

    private Watched watched(Gateway gateway) {
        String id = gateway.info().id();
        Watched known = watched.get(id);
        if (known == null || !known.questions.isOf(gateway)) {
            known = new Watched(new GatewayQuestions(gateway, clock));
            watched.put(id, known);
        }
        return known;
    }

    private void ask(Watched gateway) {
        begin(gateway.all, gateway.questions::askAll);
        begin(gateway.traffic, gateway.questions::askTraffic);
    }

    private void begin(Round round, Asking asking) {
        if (round.begins(clock.instant())) {
            try {
                threads.execute(() -> run(round, asking));
            } catch (RejectedExecutionException e) {
                // Closed, or others take long: at the next look.
                round.asking = false;
            }
        }
    }

    private void run(Round round, Asking asking) {
        try {
            asking.run();
        } catch (InterruptedException e) {
            // Closed.
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: its bundle was stopped meanwhile.
            LOGGER.log(Level.WARNING, "A gateway could not be asked.", e);
        } finally {
            synchronized (this) {
                round.asking = false;
            }
        }
    }

    /**
     * Has a gateway asked again at the next look, since something was changed on it.
     *
     * @param id of the gateway
     */
    public synchronized void outdated(String id) {
        Watched known = watched.get(id);
        if (known != null) {
            known.all.next = Instant.MIN;
        }
    }

    /**
     * What a gateway answered last.
     *
     * @param id of the gateway
     */
    public synchronized GatewayAnswers answers(String id) {
        @Nullable Watched known = watched.get(id);
        return known == null ? GatewayAnswers.NONE : known.questions.answers();
    }

    /** Asks nothing any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
