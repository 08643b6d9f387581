// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.state.PortState;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Request;
import org.postern.port.keeper.state.Signal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * That a port is to be closed and opened again on one router, until this is done or has failed. It
 * begins as soon as no other call for the port is running. Used by the keeper's thread.
 */
final class Reopening {
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();
    private boolean begun;

    /** Completes when the port is open again. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> caller = new CompletableFuture<>();
        callers.add(caller);
        return caller;
    }

    /** Begins it where it is wanted and can begin now; false where it does not begin. */
    boolean begin(PortState state) {
        boolean isFree =
                state instanceof Open open
                        && !open.isAsked()
                        && !open.suspected()
                        && open.request() != Request.REOPEN;
        if (callers.isEmpty() || begun || !isFree) {
            return false;
        }
        begun = true;
        return true;
    }

    /** The state of the port has changed. */
    void stepped(PortState before, Signal signal, PortState next, KeptEntry entry) {
        if (callers.isEmpty()) {
            return;
        }
        boolean isAnswer =
                begun && before instanceof Open open && open.request() == Request.REOPEN_ASKED;
        if (next.lease().isEmpty() || isAnswer && signal instanceof Signal.OpenFailed) {
            GatewayException failure = failure(entry);
            end().forEach(each -> each.completeExceptionally(failure));
        } else if (isAnswer && signal instanceof Signal.Opened) {
            end().forEach(each -> each.complete(null));
        } else if (begun) {
            // Something else may have come first.
            begun = isAsked(next);
        }
    }

    private static boolean isAsked(PortState state) {
        return state instanceof Open open
                && (open.request() == Request.REOPEN || open.request() == Request.REOPEN_ASKED);
    }

    private List<CompletableFuture<Void>> end() {
        List<CompletableFuture<Void>> all = List.copyOf(callers);
        callers.clear();
        begun = false;
        return all;
    }

    /** Why the port is not open. */
    static GatewayException failure(KeptEntry entry) {
        Reason reason = entry.lastTrouble().map(PortStatus.Trouble::reason).orElse(Reason.FAILED);
        String why = entry.lastTrouble().map(each -> " " + each.sentence()).orElse("");
        String sentence = entry.name() + " is not open now." + why;
        return entry.lastTrouble()
                .flatMap(PortStatus.Trouble::code)
                .map(code -> new GatewayException(reason, code, sentence))
                .orElseGet(() -> new GatewayException(reason, sentence));
    }
}
