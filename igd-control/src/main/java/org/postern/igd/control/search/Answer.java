// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

import java.util.Optional;

/**
 * How a call ended.
 *
 * @param value what it gave; empty when it failed
 * @param failure why it failed; empty when it gave something
 */
record Answer<T>(Optional<T> value, Optional<Throwable> failure) {
    Answer(@Nullable T result, @Nullable Throwable trouble) {
        this(Optional.ofNullable(result), Optional.ofNullable(trouble).map(Cause::of));
    }

    /** Whether nobody answered, other than with a refusal. */
    boolean unreachable() {
        return failure.filter(
                        trouble ->
                                !(trouble instanceof GatewayException known)
                                        || known.result() == UpnpResult.SOCKET_ERROR)
                .isPresent();
    }

    /** Empty when there is no failure. */
    String message() {
        return failure.map(trouble -> String.valueOf(trouble.getMessage())).orElse("");
    }
}
