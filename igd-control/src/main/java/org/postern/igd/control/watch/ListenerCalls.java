// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.finder.GatewayListener;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.internal.listeners.ListenerShield;
import org.postern.igd.control.logging.IgdLog;
import org.postern.igd.control.monitoring.MonitoredGateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Calls the listener of a watch, one call after the other, and none once it is closed. */
final class ListenerCalls {
    private final GatewayListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;
    private Optional<String> missing = Optional.empty();

    ListenerCalls(GatewayListener listener) {
        this.listener = listener;
    }

    void added(MonitoredGateway gateway) {
        missing = Optional.empty();
        call(() -> listener.added(gateway.gateway(), gateway.state()));
    }

    void changed(MonitoredGateway gateway) {
        call(() -> listener.changed(gateway.gateway(), gateway.state()));
    }

    void removed(MonitoredGateway gateway, String reason) {
        call(() -> listener.removed(gateway.gateway(), reason));
    }

    /** Only the first of several with the same reason. */
    void missing(GatewayException failure) {
        Optional<String> reason = Optional.of(failure.reason() + " " + failure.getMessage());
        if (!reason.equals(missing)) {
            missing = reason;
            call(() -> listener.missing(failure));
        }
    }

    void searching() {
        call(listener::searching);
    }

    private void call(Runnable call) {
        lock.lock();
        try {
            if (!closed) {
                ListenerShield.call(
                        IgdLog.NAME, "The gateway listener " + listener.getClass().getName(), call);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call that is under way, but not for ever, and not for the caller's own. */
    void close(Duration longest) {
        closed = true;
        try {
            if (lock.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
