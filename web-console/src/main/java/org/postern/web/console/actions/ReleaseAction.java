// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;

import java.util.Set;

/** Stops keeping a port, and closes it. */
final class ReleaseAction implements PageAction {
    private final KeptHere kept;

    ReleaseAction(KeptHere kept) {
        this.kept = kept;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(ActionParameters.PROTOCOL, ActionParameters.PORT);
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, MissingService, InterruptedException {
        return ActionOutcome.of(kept.release(parameters.key()) + " is closed, and no longer kept.");
    }
}
