// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.http.FailureCause;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that somebody waits for. None outlives the engine: what its threads can no longer end
 * is ended here. Safe for several threads.
 */
final class OpenCalls {
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Follows a piece of work; cancelling what is returned cancels the work. */
    <T> CompletableFuture<T> follow(CompletableFuture<? extends T> work) {
        CompletableFuture<T> call = new CompletableFuture<>();
        work.whenComplete(
                (result, failure) -> {
                    if (failure == null) {
                        call.complete(result);
                    } else {
                        call.completeExceptionally(FailureCause.of(failure));
                    }
                });
        open.add(call);
        call.whenComplete(
                (result, failure) -> {
                    open.remove(call);
                    work.cancel(false);
                });
        if (closed) {
            fail(call);
        }
        return call;
    }

    void close() {
        closed = true;
        for (CompletableFuture<?> each : open) {
            fail(each);
        }
    }

    private static void fail(CompletableFuture<?> call) {
        call.completeExceptionally(
                new GatewayException(Reason.UNKNOWN, "The control point was closed."));
    }
}
