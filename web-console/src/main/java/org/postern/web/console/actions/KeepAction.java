// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;

import java.util.Set;

/** Opens a port and keeps it open. */
final class KeepAction implements PageAction {
    private final KeptHere kept;

    KeepAction(KeptHere kept) {
        this.kept = kept;
    }

    @Override
    public Set<String> parameters() {
        return ActionParameters.REQUEST;
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, MissingService {
        MappingRequest request = parameters.request();
        boolean lasting = kept.keep(request);
        return ActionOutcome.of(
                ActionNames.of(request)
                        + " is kept open from now on, "
                        + (lasting ? "also after restarts." : "as long as this process runs.")
                        + " The table shows when it is open.");
    }
}
