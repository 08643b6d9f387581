// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Postern as it is while it listens for gateways that come and go, subscribes to their events and
 * asks them now and then: what jUPnP always does, but for the asking.
 */
final class PosternWatching implements Contender {
    private final CompletableFuture<Gateway> found = new CompletableFuture<>();
    private final Watch watch;

    PosternWatching() throws GatewayException {
        watch =
                GatewayWatcher.create()
                        .watch(GatewayQuery.standard(), GatewayWatcher.DEFAULT_POLL, new First());
    }

    @Override
    public UsableGateway find() throws InterruptedException, ExecutionException {
        return new PosternContender.PosternGateway(found.get());
    }

    @Override
    public void close() {
        watch.close();
    }

    private final class First implements GatewayListener {
        @Override
        public void added(Gateway gateway, GatewayState state) {
            found.complete(gateway);
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {}

        @Override
        public void removed(Gateway gateway, String reason) {}
    }
}
