// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.gateways.protocols.NamedProtocol;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A protocol's own watch. What it tells, from whatever thread, is handed on to the thread of the
 * merged watch; of several changes of one gateway that wait there, only the last one counts.
 */
final class AttachedProtocol implements GatewayListener {
    /** What a change that waits will tell. */
    private static final class Change {
        volatile GatewayState state;

        Change(GatewayState state) {
            this.state = state;
        }
    }

    private final NamedProtocol protocol;
    private final MergedRouters routers;
    private final Executor loop;
    private final Runnable searching;

    /** The changes that wait, each behind all that was told of its gateway before. */
    private final Map<Gateway, Change> changes = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private volatile Watch watch = () -> {};

    /** The last one is called, from whatever thread, when the protocol begins a search. */
    AttachedProtocol(
            NamedProtocol protocol, MergedRouters routers, Executor loop, Runnable searching) {
        this.protocol = protocol;
        this.routers = routers;
        this.loop = loop;
        this.searching = searching;
    }

    NamedProtocol protocol() {
        return protocol;
    }

    void start(GatewayQuery query, Duration poll) throws GatewayException {
        watch =
                Objects.requireNonNull(
                        protocol.protocol().watch(query, poll, this), "It returned no watch.");
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        changes.remove(gateway);
        soon(() -> routers.added(protocol.name(), gateway, state));
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        changes.compute(
                gateway,
                (same, waiting) -> {
                    if (waiting != null) {
                        waiting.state = state;
                        return waiting;
                    }
                    Change last = new Change(state);
                    soon(
                            () -> {
                                changes.remove(gateway, last);
                                routers.changed(protocol.name(), gateway, last.state);
                            });
                    return last;
                });
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        changes.remove(gateway);
        soon(() -> routers.removed(protocol.name(), gateway, reason));
    }

    @Override
    public void missing(GatewayException failure) {
        soon(() -> routers.missing(protocol.name(), failure));
    }

    @Override
    public void searching() {
        searching.run();
    }

    /** Nothing that it told counts any more, not even what waits already. */
    void close() {
        closed = true;
        try {
            watch.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Control protocol " + protocol.name() + " failed to end its watch: " + e);
        }
    }

    private void soon(Runnable task) {
        loop.execute(
                () -> {
                    if (!closed) {
                        task.run();
                    }
                });
    }
}
