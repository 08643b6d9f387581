// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.keeper.KeptPort;
import org.postern.port.keeper.engine.Keeper;
import org.postern.port.keeper.engine.KeeperSettings;
import org.postern.port.keeper.internal.timing.Jitter;
import org.postern.port.keeper.ledger.StateFolder;
import org.postern.port.keeper.loop.KeeperLoop;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A keeper with what it runs on: its memory and its threads. Safe for several threads. */
final class RunningKeeper {
    private final StateFolder state;
    private final KeeperLoop loop = new KeeperLoop();
    private final RouterWorkers workers = new RouterWorkers();
    private final ListenerThread listeners = new ListenerThread();
    private final Keeper keeper;
    private final Set<CompletableFuture<Void>> releases = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    RunningKeeper(KeeperSettings settings, StateFolder state) {
        this.state = state;
        keeper =
                new Keeper(
                        settings,
                        state.ledger(),
                        loop,
                        workers,
                        listeners,
                        RunningKeeper::isOwn,
                        Jitter.random());
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // Nobody can tell: what is open stays open.
            return true;
        }
    }

    Keeper keeper() {
        return keeper;
    }

    void start() {
        keeper.start();
    }

    /** Releases ports; the end of the keeper waits for the closing, so that the caller need not. */
    CompletableFuture<Void> release(Collection<KeptPort> ports) {
        CompletableFuture<Void> released = keeper.releaseAll(ports);
        releases.add(released);
        released.whenComplete((nothing, failure) -> releases.remove(released));
        return released;
    }

    /** Closes the ports that are to be closed at the end, and ends all threads. */
    void close(ShutdownBudget shutdown) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<?>[] ends =
                Stream.concat(Stream.of(keeper.stop()), releases.stream())
                        .toArray(CompletableFuture<?>[]::new);
        try {
            shutdown.waitFor(CompletableFuture.allOf(ends));
        } finally {
            workers.close();
            loop.close();
            listeners.close();
            keeper.end();
            state.close();
        }
    }
}
