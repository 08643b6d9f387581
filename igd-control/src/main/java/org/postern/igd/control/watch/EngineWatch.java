// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.GatewayWatch;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.search.UpnpEngine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A running watch on the thread of an engine, which outlives it. Safe for several threads. */
public final class EngineWatch implements GatewayWatch {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /** For a listener that is just being told something, of the second that closing may take. */
    private static final Duration LISTENER_TIME = Duration.ofMillis(100);

    private static final Duration FAREWELL = Duration.ofMillis(900);

    private final UpnpEngine engine;
    private final Teller teller;
    private final Watch watch;
    private final Ears ears;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread loop;

    private EngineWatch(UpnpEngine engine, Teller teller, Watch watch, Ears ears) {
        this.engine = engine;
        this.teller = teller;
        this.watch = watch;
        this.ears = ears;
    }

    /**
     * Starts a watch and returns at once.
     *
     * @param engine on whose thread it lives
     * @param sources of announcements, those of the moment
     * @param query where to search and for which gateway
     * @param poll how often each gateway is asked; at least one second
     * @param listener told of gateways
     * @return the running watch
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM} for a bad query
     */
    public static EngineWatch start(
            UpnpEngine engine,
            Supplier<List<AnnouncementSource>> sources,
            GatewayQuery query,
            Duration poll,
            GatewayListener listener)
            throws GatewayException {
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new GatewayException(
                    UpnpResult.INVALID_PARAM,
                    "Gateways cannot be asked more often than once a second.");
        }
        Surroundings world = new EngineSurroundings(engine, query);
        Teller teller = new Teller(listener);
        Watch watch =
                new Watch(
                        world,
                        query.wanted(),
                        poll,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        teller);
        InterfaceChoice where = InterfaceChoice.named(query.networkInterface());
        Ears ears = new Ears(sources, query.ipv6(), where, watch.ear());
        EngineWatch running = new EngineWatch(engine, teller, watch, ears);
        engine.after(Duration.ZERO, running::begin);
        return running;
    }

    private void begin() {
        loop = Thread.currentThread();
        if (!closed.get()) {
            ears.update();
            watch.start();
        }
    }

    /** There is a further strategy for searches. */
    public void strategiesChanged() {
        engine.after(Duration.ZERO, watch::searchAnew);
    }

    /** There are other sources of announcements than before. */
    public void sourcesChanged() {
        engine.after(Duration.ZERO, ears::update);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        teller.close(LISTENER_TIME);
        if (Thread.currentThread() == loop) {
            // From within the listener: the routers are told, but not waited for.
            end();
            return;
        }
        CompletableFuture<CompletableFuture<@Nullable Void>> ending = new CompletableFuture<>();
        engine.after(Duration.ZERO, () -> ending.complete(end()));
        try {
            ending.thenCompose(told -> told).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "A router did not take the end of its subscription.");
        }
    }

    private CompletableFuture<@Nullable Void> end() {
        ears.stop();
        return watch.stop();
    }
}
