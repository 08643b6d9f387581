// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;

/** A listener that is told nothing any more once it said so. */
final class Watcher implements KeeperListener {
    private final KeeperListener listener;
    private volatile boolean ended;

    Watcher(KeeperListener listener) {
        this.listener = listener;
    }

    void end() {
        ended = true;
    }

    @Override
    public void happened(KeeperEvent event) {
        if (!ended) {
            listener.happened(event);
        }
    }
}
