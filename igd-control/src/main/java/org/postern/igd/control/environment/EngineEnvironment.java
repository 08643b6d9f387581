// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.search.AdvertisedDevice;
import org.postern.igd.control.search.UpnpEngine;

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

/** The network as an engine reaches it, and the real time. */
public final class EngineEnvironment implements WatchEnvironment {
    private final UpnpEngine engine;
    private final GatewayQuery query;
    private final InterfaceChoice where;
    private final WantedGateway wanted;

    /** The environment of one watch; fails for a bad query. */
    public EngineEnvironment(UpnpEngine engine, GatewayQuery query) throws GatewayException {
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
                    .filter(EngineEnvironment::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(each -> query.ipv6() == each instanceof Inet6Address)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            // Counts as none; the next check may succeed.
            return Set.of();
        }
    }

    /** Linux keeps the IPv4 addresses of an interface whose cable is out. */
    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (SocketException e) {
            // It has just been removed.
            return false;
        }
    }

    @Override
    public CompletableFuture<Assessment> assess(DeviceLocation location, Duration timeout) {
        return engine.assess(location, wanted, timeout);
    }

    @Override
    public CompletableFuture<List<AdvertisedDevice>> search(Consumer<AdvertisedDevice> listener) {
        try {
            return engine.advertised(query, listener);
        } catch (GatewayException e) {
            // The chosen interface is not there now.
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<DeviceLocation> locate(String url) {
        try {
            return engine.locate(url);
        } catch (GatewayException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
