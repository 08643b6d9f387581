// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes what routers send by themselves, such as event messages. The callbacks of all routers share
 * one thread, {@code postern-events}, which lives while any is open. Safe for several threads.
 */
public final class CallbackServer implements AutoCloseable {
    /** More gateways than any network has. */
    static final int MAX_CALLBACKS = 64;

    /** A host that plays many gateways must not take the places of others. */
    static final int MAX_CALLBACKS_OF_ONE_PEER = 16;

    /** Guarded by this. */
    private final List<Callback> open = new ArrayList<>();

    /** While there are callbacks. Guarded by this. */
    private Optional<CallbackLoop> loop = Optional.empty();

    /** Guarded by this. */
    private boolean closed;

    /**
     * Listens for one router, on a path that nobody can guess, at an address that the router can
     * reach. Nobody else is listened to. The taker gets whole messages only, says whether it wants
     * one, and must not block. To be closed by the caller.
     */
    public synchronized Callback listen(
            InetAddress local,
            InetAddress peer,
            DocumentEnd document,
            Predicate<HttpRequestReader> taker)
            throws IOException {
        if (closed) {
            throw new IOException("the HTTP client is closed");
        }
        long ofPeer = open.stream().filter(each -> each.peer().equals(peer)).count();
        if (open.size() >= MAX_CALLBACKS || ofPeer >= MAX_CALLBACKS_OF_ONE_PEER) {
            throw new IOException("too many subscriptions");
        }
        Callback callback = new Callback(local, peer, document, taker, this::forget);
        try {
            runningLoop().add(callback);
            open.add(callback);
            return callback;
        } catch (IOException e) {
            callback.end();
            throw e;
        } finally {
            endIfIdle();
        }
    }

    /** Ends all callbacks, and returns when the thread is gone. */
    @Override
    public void close() {
        List<Callback> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        for (Callback each : all) {
            each.close();
        }
    }

    private void forget(Callback callback) {
        Optional<CallbackLoop> running;
        Optional<CallbackLoop> ended;
        synchronized (this) {
            open.remove(callback);
            running = loop;
            ended = endIfIdle();
        }
        running.ifPresent(CallbackLoop::wakeUp);
        ended.ifPresent(CallbackLoop::join);
    }

    /** With the lock held. One that failed is replaced. */
    private CallbackLoop runningLoop() throws IOException {
        Optional<CallbackLoop> running = loop.filter(CallbackLoop::isRunning);
        if (running.isPresent()) {
            return running.get();
        }
        CallbackLoop started = CallbackLoop.start();
        loop = Optional.of(started);
        return started;
    }

    /** With the lock held. */
    private Optional<CallbackLoop> endIfIdle() {
        if (!open.isEmpty()) {
            return Optional.empty();
        }
        Optional<CallbackLoop> ending = loop;
        loop = Optional.empty();
        ending.ifPresent(CallbackLoop::end);
        return ending;
    }
}
