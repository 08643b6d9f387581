// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Work under way that ends with its watch. */
final class OpenReadings {
    private final Set<CompletableFuture<?>> open = new HashSet<>();

    /** Tells what comes out, unless it was cancelled or failed. */
    <T> void follow(CompletableFuture<T> work, Consumer<T> result) {
        open.add(work);
        work.whenComplete(
                (done, trouble) -> {
                    if (open.remove(work) && trouble == null) {
                        result.accept(done);
                    }
                });
    }

    void cancel() {
        List<CompletableFuture<?>> all = List.copyOf(open);
        open.clear();
        all.forEach(each -> each.cancel(false));
    }
}
