// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.postern.igd.control.logging.IgdLog.LOG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The thread of all callbacks, {@code postern-events}, which never blocks but for its selector.
 * Nothing that one router sends keeps another waiting for long: the connections of each are few,
 * and in one round each has some of them accepted and one message read.
 */
final class CallbackLoop {
    static final int MAX_CONNECTIONS_OF_ONE = 8;

    /** Beyond it, each callback may have one. */
    static final int MAX_CONNECTIONS = 128;

    /** Connections of one router in one round. */
    private static final int MAX_ACCEPTED = 32;

    private static final long TICK_MILLIS = 1_000;

    /** The thread needs microseconds to end; this only bounds what should not happen. */
    private static final long JOIN_MILLIS = 1_000;

    private final Selector selector;
    private final Thread thread = new Thread(this::run, "postern-events");
    private volatile boolean ending;

    // The thread's own.
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Set<CallbackConnection> connections = new HashSet<>();

    /** Those that a message of this round came for. */
    private final Set<Callback> served = new HashSet<>();

    private CallbackLoop(Selector selector) {
        this.selector = selector;
    }

    static CallbackLoop start() throws IOException {
        CallbackLoop loop = new CallbackLoop(Selector.open());
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    boolean isRunning() {
        return !ending && selector.isOpen();
    }

    /** Begins to accept. */
    void add(Callback callback) throws IOException {
        callback.listener().register(selector, SelectionKey.OP_ACCEPT, callback);
        selector.wakeup();
    }

    /** Lets go of what was closed. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Ends soon. */
    void end() {
        ending = true;
        selector.wakeup();
    }

    /** An interrupted caller does not wait, nor does the thread itself; but it ends. */
    void join() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ending) {
                selector.select(this::proceed, connections.isEmpty() ? 0 : TICK_MILLIS);
                served.clear();
                List.copyOf(connections).stream()
                        .filter(CallbackConnection::overdue)
                        .forEach(this::end);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Events are not received any more: " + e.getMessage());
        } finally {
            endAll();
        }
    }

    /** Whatever ended the thread: a callback that nobody serves does not look open. */
    private void endAll() {
        selector.keys().stream()
                .map(SelectionKey::attachment)
                .filter(Callback.class::isInstance)
                .forEach(each -> ((Callback) each).end());
        List.copyOf(connections).forEach(this::end);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }

    private void proceed(SelectionKey key) {
        if (key.attachment() instanceof Callback callback) {
            accept(callback);
        } else if (key.attachment() instanceof CallbackConnection connection) {
            read(connection);
        }
    }

    private void accept(Callback callback) {
        try {
            SocketChannel channel = callback.listener().accept();
            for (int count = 1; channel != null; count++) {
                take(callback, channel);
                channel = count < MAX_ACCEPTED ? callback.listener().accept() : null;
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "a connection was not accepted: " + e);
        }
    }

    private void take(Callback callback, SocketChannel channel) throws IOException {
        CallbackConnection connection = new CallbackConnection(callback, channel);
        try {
            InetAddress from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            if (callback.accepts(from) && hasRoom(callback)) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, connection);
                connections.add(connection);
            }
        } finally {
            if (!connections.contains(connection)) {
                channel.close();
            }
        }
    }

    private boolean hasRoom(Callback callback) {
        long ofOne = connections.stream().filter(each -> each.callback() == callback).count();
        return ofOne == 0 || ofOne < MAX_CONNECTIONS_OF_ONE && connections.size() < MAX_CONNECTIONS;
    }

    private void read(CallbackConnection connection) {
        if (served.contains(connection.callback())) {
            // In the next round, after the others.
            return;
        }
        try {
            if (connection.read(buffer)) {
                served.add(connection.callback());
                end(connection);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "an event was not read: " + e);
            end(connection);
        }
    }

    private void end(CallbackConnection connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "closing failed: " + e);
        }
    }
}
