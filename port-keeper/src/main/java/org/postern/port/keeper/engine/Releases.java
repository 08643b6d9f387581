// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Ports that are given up, until the routers have closed them. Used by the keeper's thread. */
final class Releases {
    private final Parts parts;
    private final Set<CompletableFuture<Void>> running = new HashSet<>();
    private boolean ended;

    Releases(Parts parts) {
        this.parts = parts;
    }

    /** Closes a port wherever it is open. */
    void begin(KeptEntry entry, Collection<Router> present) {
        CompletableFuture<Void> closed =
                ended
                        ? CompletableFuture.failedFuture(tooLate(entry))
                        : present.isEmpty() ? closedWithoutRouter(entry) : close(entry);
        entry.gone();
        running.add(entry.released());
        present.forEach(Router::proceed);
        closed.whenComplete(
                (nothing, failure) -> {
                    running.remove(entry.released());
                    end(entry.released(), failure);
                });
    }

    private static CompletableFuture<Void> close(KeptEntry entry) {
        return CompletableFuture.allOf(
                List.copyOf(entry.mappings().keySet()).stream()
                        .map(each -> each.remove(entry))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> closedWithoutRouter(KeptEntry entry) {
        Instant now = parts.time().wall();
        return entry.keys().stream().anyMatch(each -> parts.book().mayBeOpen(each, now))
                ? CompletableFuture.failedFuture(
                        new GatewayException(
                                Reason.NO_GATEWAY,
                                entry.name()
                                        + " could not be closed, as no router is there: it closes"
                                        + " with its lease, or when the router is back."))
                : CompletableFuture.completedFuture(null);
    }

    static GatewayException tooLate(KeptEntry entry) {
        return new GatewayException(
                Reason.FAILED,
                "The port keeper has ended: " + entry.name() + " closes with its lease.");
    }

    private static void end(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            Throwable cause = failure.getCause();
            future.completeExceptionally(cause == null ? failure : cause);
        }
    }

    /** Ends when all that were given up until now are closed; nothing can be closed afterwards. */
    CompletableFuture<Void> last() {
        return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                .whenComplete((nothing, failure) -> ended = true);
    }
}
