// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.igd.control.announcements.AnnouncementSubscriptions;
import org.postern.igd.control.environment.EngineEnvironment;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.search.UpnpEngine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A running watch on the thread of an engine, which outlives it. Safe for several threads. */
public final class RunningWatch implements Watch {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /** Of the second that closing may take: for a call of the listener that is under way. */
    private static final Duration LISTENER_TIME = Duration.ofMillis(100);

    private static final Duration UNSUBSCRIBE_TIME = Duration.ofMillis(900);

    private final UpnpEngine engine;
    private final ListenerCalls calls;
    private final GatewayWatch watch;
    private final AnnouncementSubscriptions announcements;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Completed on the engine's thread, with what ends when the routers have answered. */
    private final CompletableFuture<CompletableFuture<@Nullable Void>> ended =
            new CompletableFuture<>();

    private volatile @Nullable Thread loop;

    private RunningWatch(
            UpnpEngine engine,
            ListenerCalls calls,
            GatewayWatch watch,
            AnnouncementSubscriptions announcements) {
        this.engine = engine;
        this.calls = calls;
        this.watch = watch;
        this.announcements = announcements;
    }

    /**
     * Starts a watch and returns at once. The poll, how often each gateway is asked, is at least
     * one second; it and a bad query fail with {@link Reason#INVALID_ARGUMENT}.
     */
    public static RunningWatch start(
            UpnpEngine engine,
            Supplier<List<AnnouncementSource>> sources,
            GatewayQuery query,
            Duration poll,
            GatewayListener listener)
            throws GatewayException {
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Gateways cannot be asked more often than once a second.");
        }
        WatchEnvironment environment = new EngineEnvironment(engine, query);
        ListenerCalls calls = new ListenerCalls(listener);
        GatewayWatch watch = new GatewayWatch(environment, query, poll, Jitter.random(), calls);
        AnnouncementSubscriptions announcements =
                new AnnouncementSubscriptions(
                        sources,
                        query.ipv6(),
                        InterfaceChoice.named(query.networkInterface()),
                        watch.announcementListener());
        RunningWatch running = new RunningWatch(engine, calls, watch, announcements);
        engine.after(Duration.ZERO, running::begin);
        return running;
    }

    private void begin() {
        loop = Thread.currentThread();
        if (!closed.get()) {
            announcements.update();
            watch.start();
        }
    }

    /** There is a further strategy for searches. */
    public void strategiesChanged() {
        engine.after(Duration.ZERO, watch::searchAgain);
    }

    /** There are other sources of announcements than before. */
    public void sourcesChanged() {
        engine.after(Duration.ZERO, announcements::update);
    }

    /** Several may close it; each returns when it has ended. */
    @Override
    public void close() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            calls.close(LISTENER_TIME);
        }
        if (Thread.currentThread() == loop) {
            // From within the listener: do not wait for the routers.
            if (first) {
                end();
            }
            return;
        }
        if (first) {
            engine.after(Duration.ZERO, this::end);
        }
        try {
            ended.thenCompose(unsubscribed -> unsubscribed)
                    .get(UNSUBSCRIBE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "A router did not take the end of its subscription.");
        }
    }

    private void end() {
        announcements.stop();
        ended.complete(watch.stop());
    }
}
