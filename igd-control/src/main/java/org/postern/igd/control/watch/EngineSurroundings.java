// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.UpnpEngine;
import org.postern.igd.control.search.WantedGateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The real world, by way of an engine. */
final class EngineSurroundings implements Surroundings {
    private final UpnpEngine engine;
    private final GatewayQuery query;
    private final InterfaceChoice where;
    private final WantedGateway wanted;

    EngineSurroundings(UpnpEngine engine, GatewayQuery query) throws GatewayException {
        UpnpEngine.check(query);
        this.engine = engine;
        this.query = query;
        this.where = InterfaceChoice.named(query.networkInterface());
        this.wanted = WantedGateway.of(query);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        return engine.after(delay, task);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public Set<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(where::covers)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(each -> query.ipv6() == each instanceof Inet6Address)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            // As good as none; the next look may be better.
            return Set.of();
        }
    }

    @Override
    public CompletableFuture<GatewayReading> read(Origin origin, Duration timeout) {
        return engine.read(origin, wanted, timeout);
    }

    @Override
    public CompletableFuture<List<Sighting>> lookOut(Consumer<Sighting> early) {
        try {
            return engine.lookOut(query, early);
        } catch (GatewayException e) {
            // The chosen interface is not there now.
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Origin> locate(String url) {
        try {
            return engine.locate(url);
        } catch (GatewayException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
