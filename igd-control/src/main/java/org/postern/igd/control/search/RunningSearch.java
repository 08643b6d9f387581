// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A search for candidates as its caller sees it: after it was closed, and after its end, the
 * listener is not called any more. Safe for several threads.
 */
final class RunningSearch implements CandidateListener, Watch {
    private final CandidateListener listener;
    private final CompletableFuture<Optional<GatewayException>> end = new CompletableFuture<>();

    /** Guarded by this. */
    private boolean over;

    RunningSearch(CandidateListener listener) {
        this.listener = listener;
    }

    /** Ends with the search, or exceptionally when it was closed. */
    CompletableFuture<Optional<GatewayException>> end() {
        return end;
    }

    @Override
    public synchronized void found(Candidate candidate) {
        if (!over) {
            listener.found(candidate);
        }
    }

    @Override
    public synchronized void ended(Optional<GatewayException> failure) {
        if (!over) {
            over = true;
            end.complete(failure);
            listener.ended(failure);
        }
    }

    @Override
    public boolean isDecided() {
        return listener.isDecided();
    }

    @Override
    public synchronized void close() {
        over = true;
        end.cancel(false);
    }
}
