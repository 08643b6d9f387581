// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.web.console.internal.presentation.Quantities;
import org.postern.web.console.sources.ConsoleServices;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Opens a port once. */
final class MapAction implements PageAction {
    private final ConsoleServices services;
    private final KeptHere kept;

    MapAction(ConsoleServices services, KeptHere kept) {
        this.kept = kept;
        this.services = services;
    }

    @Override
    public Set<String> parameters() {
        Set<String> names = new HashSet<>(ActionParameters.REQUEST);
        names.add(KnownGateways.GATEWAY);
        return names;
    }

    @Override
    public ActionOutcome run(ActionParameters parameters)
            throws GatewayException, UnusableRequest, InterruptedException {
        MappingRequest request = parameters.request();
        for (PortKey key : request.keys()) {
            Optional<String> origin = kept.keeping(key);
            if (origin.isPresent()) {
                throw new GatewayException(
                        Reason.CONFLICT,
                        key + " is kept, by " + origin.get() + ": release it first.");
            }
        }
        Gateway gateway = KnownGateways.of(services, parameters);
        MappingResult result = gateway.map(request);
        PortMapping mapping = result.mapping();
        return new ActionOutcome(
                ActionNames.of(MappingRequest.of(request.protocols(), mapping.externalPort()))
                        + " is open on "
                        + ActionNames.of(gateway)
                        + ", and leads to "
                        + Quantities.endPoint(mapping.internalClient(), mapping.internalPort())
                        + ".",
                result.notes());
    }
}
