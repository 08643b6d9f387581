// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.gateways.finder.MergedGatewayFinder;

/** Finds gateways over the registered control protocols. */
@Component(service = GatewayFinder.class)
public final class FinderComponent implements GatewayFinder {
    private final MergedGatewayFinder finder;

    @Activate
    public FinderComponent(@Reference ProtocolRegistry protocols) {
        this.finder = new MergedGatewayFinder(protocols);
    }

    @Override
    public GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException {
        return finder.find(query);
    }

    /** All users of the service share it: it ends with the bundle. */
    @Override
    public void close() {}

    @Deactivate
    void end() {
        finder.close();
    }
}
