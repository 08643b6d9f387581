// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds one gateway at once. Found by the service loader. */
public final class GivenWatcher implements GatewayWatcher {
    static final List<ModelGateway> GATEWAYS = new CopyOnWriteArrayList<>();
    static final AtomicInteger RUNNING = new AtomicInteger();

    /** Found by the service loader. */
    public GivenWatcher() {}

    /** The gateway of the last watch. */
    static ModelGateway last() {
        return GATEWAYS.get(GATEWAYS.size() - 1);
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        if (query.timeout().isNegative()) {
            throw new GatewayException(Reason.INVALID_ARGUMENT, "A negative timeout.");
        }
        ModelGateway gateway = ModelGateway.listing("given");
        GATEWAYS.add(gateway);
        RUNNING.incrementAndGet();
        listener.added(gateway, new GatewayState(Optional.of(InetAddress.getLoopbackAddress()), 0));
        AtomicBoolean running = new AtomicBoolean(true);
        return () -> {
            if (running.getAndSet(false)) {
                RUNNING.decrementAndGet();
            }
        };
    }
}
