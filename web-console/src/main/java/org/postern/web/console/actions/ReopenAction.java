// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;

import java.util.Set;

/** Has a kept port deleted on the router and opened again. */
final class ReopenAction implements PageAction {
    private final KeptHere kept;

    ReopenAction(KeptHere kept) {
        this.kept = kept;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(ActionParameters.PROTOCOL, ActionParameters.PORT);
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, MissingService, InterruptedException {
        return ActionOutcome.of(
                kept.reopen(parameters.key()) + " has been closed and opened again.");
    }
}
