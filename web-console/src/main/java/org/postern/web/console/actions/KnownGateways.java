// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.web.console.sources.ConsoleServices;

/** Finds the gateway that an action is about. */
final class KnownGateways {
    static final String GATEWAY = "gateway";

    private KnownGateways() {}

    /**
     * The gateway that is named, or the only one.
     *
     * @throws GatewayException {@link Reason#NO_GATEWAY} when it is not known
     */
    static Gateway of(ConsoleServices services, ActionParameters parameters)
            throws GatewayException {
        String id = parameters.text(GATEWAY);
        return services.gateways().keySet().stream()
                .filter(each -> id.isEmpty() || each.info().id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.NO_GATEWAY, "This gateway is not there any more."));
    }
}
