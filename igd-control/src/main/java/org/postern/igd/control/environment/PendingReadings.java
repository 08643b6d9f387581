// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Readings under way that end with their watch. */
public final class PendingReadings {
    private final Set<CompletableFuture<?>> pending = new HashSet<>();

    /**
     * Passes the result of work on, on the thread that it ends on, unless it failed or was
     * cancelled.
     */
    public <T> void follow(CompletableFuture<T> work, Consumer<T> result) {
        pending.add(work);
        work.whenComplete(
                (done, failure) -> {
                    if (pending.remove(work) && failure == null) {
                        result.accept(done);
                    }
                });
    }

    public void cancel() {
        List<CompletableFuture<?>> all = List.copyOf(pending);
        pending.clear();
        all.forEach(each -> each.cancel(false));
    }
}
