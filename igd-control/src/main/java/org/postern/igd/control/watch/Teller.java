// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayListener;
import org.postern.igd.control.internal.listeners.ListenerShield;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Tells the listener, one call after the other, and none once it is closed. */
final class Teller {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    private final GatewayListener listener;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;
    private Optional<String> missing = Optional.empty();

    Teller(GatewayListener listener) {
        this.listener = listener;
    }

    void added(Watched gateway) {
        missing = Optional.empty();
        tell(() -> listener.added(gateway.gateway(), gateway.state()));
    }

    void changed(Watched gateway) {
        tell(() -> listener.changed(gateway.gateway(), gateway.state()));
    }

    void removed(Watched gateway, String reason) {
        tell(() -> listener.removed(gateway.gateway(), reason));
    }

    /** Only the first of several with the same reason. */
    void missing(GatewayException failure) {
        Optional<String> reason = Optional.of(failure.result() + " " + failure.getMessage());
        if (!reason.equals(missing)) {
            missing = reason;
            tell(() -> listener.missing(failure));
        }
    }

    private void tell(Runnable call) {
        turn.lock();
        try {
            if (!closed) {
                ListenerShield.call(
                        LOG, "The gateway listener " + listener.getClass().getName(), call);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Waits for a call that is under way, but not for ever, and not for the caller's own. */
    void close(Duration longest) {
        closed = true;
        try {
            if (turn.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
