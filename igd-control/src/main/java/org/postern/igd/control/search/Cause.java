// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.util.concurrent.CompletionException;

/** What a future really failed with: each stage may have wrapped it. */
final class Cause {
    private Cause() {}

    static Throwable of(Throwable trouble) {
        return trouble instanceof CompletionException && trouble.getCause() != null
                ? trouble.getCause()
                : trouble;
    }
}
