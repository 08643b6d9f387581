// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** Ends futures as others have ended. */
public final class Endings {
    private Endings() {}

    public static void end(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            fail(future, failure);
        }
    }

    public static void fail(CompletableFuture<?> future, Throwable failure) {
        Throwable cause = failure.getCause();
        future.completeExceptionally(cause == null ? failure : cause);
    }
}
