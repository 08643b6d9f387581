// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.util.concurrent.CompletionException;

/** Finds out what a future failed with: each of its stages may have wrapped the failure. */
public final class FailureCause {
    private FailureCause() {}

    public static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
