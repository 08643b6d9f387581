// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.gateways.internal.listeners.ListenerShield;
import org.postern.gateways.logging.GatewaysLog;

import java.util.concurrent.atomic.AtomicBoolean;

/** Catches what a listener throws, and does not call it any more once closed. */
final class IsolatedListener implements GatewayListener {
    private final GatewayListener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    IsolatedListener(GatewayListener listener) {
        this.listener = listener;
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        tell(() -> listener.added(gateway, state));
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        tell(() -> listener.changed(gateway, state));
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        tell(() -> listener.removed(gateway, reason));
    }

    @Override
    public void missing(GatewayException failure) {
        tell(() -> listener.missing(failure));
    }

    /** Whether it was open until now. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    boolean isClosed() {
        return closed.get();
    }

    private void tell(Runnable call) {
        if (closed.get()) {
            return;
        }
        ListenerShield.call(
                GatewaysLog.NAME, "The gateway listener " + listener.getClass().getName(), call);
    }
}
