// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.events;

import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A listener that is not called after it was ended. */
public final class EndableListener implements KeeperListener {
    private static final long PATIENCE_SECONDS = 1;

    private final KeeperListener listener;
    private final ReentrantLock calling = new ReentrantLock();
    private volatile boolean ended;

    public EndableListener(KeeperListener listener) {
        this.listener = listener;
    }

    /** Waits for a running call, unless it comes from that call. */
    public void end() {
        ended = true;
        try {
            if (calling.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                calling.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void happened(KeeperEvent event) {
        calling.lock();
        try {
            if (!ended) {
                listener.happened(event);
            }
        } finally {
            calling.unlock();
        }
    }
}
