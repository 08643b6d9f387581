// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.gateways.watcher.MergedGatewayWatcher;

import java.time.Duration;

/** Watches over the gateways of the registered control protocols. */
@Component(service = GatewayWatcher.class)
public final class WatcherComponent implements GatewayWatcher {
    private final MergedGatewayWatcher watcher;

    @Activate
    public WatcherComponent(@Reference ProtocolRegistry protocols) {
        this.watcher = new MergedGatewayWatcher(protocols);
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        return watcher.watch(query, poll, listener);
    }

    @Override
    public long searches() {
        return watcher.searches();
    }

    @Deactivate
    void end() {
        watcher.close();
    }
}
