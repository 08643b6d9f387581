// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.Watch;
import org.postern.api.keeper.PortKeeper;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until the listeners of a keeper have been told what its state shows already. */
final class ToldEvents {
    private ToldEvents() {}

    /**
     * Until then, or this time has passed, or the thread is interrupted. A new watch is told of the
     * gateways, after all that happened before; without a gateway nothing comes.
     */
    static void await(PortKeeper keeper, Duration most) {
        CountDownLatch told = new CountDownLatch(1);
        Watch last = keeper.watch(event -> told.countDown());
        try {
            told.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            last.close();
        }
    }
}
