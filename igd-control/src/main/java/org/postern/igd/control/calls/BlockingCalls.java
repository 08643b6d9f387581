// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Turns the asynchronous core into the blocking calls of the API. */
public final class BlockingCalls {
    private BlockingCalls() {}

    /** Waits for a call, which ends by a timeout of its own. An interrupt cancels it. */
    public static <T> T result(CompletableFuture<T> call)
            throws GatewayException, InterruptedException {
        try {
            return call.get();
        } catch (InterruptedException e) {
            call.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw closed(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw closed(cancelled);
            }
            if (e.getCause() instanceof GatewayException failure) {
                throw failure.rethrown();
            }
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new GatewayException(Reason.UNKNOWN, "The call failed: " + cause, cause);
        }
    }

    /** Nobody but the control point cancels what a caller waits for. */
    private static GatewayException closed(CancellationException cause) {
        return new GatewayException(Reason.UNKNOWN, "The control point was closed.", cause);
    }
}
