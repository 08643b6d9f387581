// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.jspecify.annotations.Nullable;
import org.postern.gateways.internal.host.ListeningSockets;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.gateways.internal.host.SourceRouteLookup;
import org.postern.gateways.internal.host.SystemListeningSockets;
import org.postern.gateways.internal.host.WayOut;
import org.postern.gateways.internal.host.WayOutLookup;
import org.postern.gateways.internal.routes.Route;
import org.postern.gateways.internal.routes.RouteInterface;
import org.postern.gateways.internal.routes.RouteSource;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This machine. */
public final class SystemHost implements LocalHost {
    /** Of several ports that are opened one after the other, each would ask for the same list. */
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final RouteSource routes;

    /** Guarded by this, as is the next one. */
    private @Nullable ListeningSockets listening;

    private long readNanos;

    /** Takes the routes of the system, which somebody else stops. */
    public SystemHost(RouteSource routes) {
        this.routes = routes;
    }

    @Override
    public Optional<InetAddress> source() {
        return WayOutLookup.sourceToInternet();
    }

    @Override
    public WayOut wayOut() {
        return WayOutLookup.toInternet();
    }

    @Override
    public Optional<SourceRoute> routeFrom(InetAddress source) throws InterruptedException {
        return SourceRouteLookup.from(source);
    }

    @Override
    public String interfaceOf(InetAddress address) {
        try {
            @Nullable NetworkInterface with = NetworkInterface.getByInetAddress(address);
            return with == null ? "" : with.getName();
        } catch (SocketException e) {
            return "";
        }
    }

    @Override
    public List<InetAddress> defaultGateways(String networkInterface) {
        List<InetAddress> gateways = new ArrayList<>();
        long best = Long.MAX_VALUE;
        // The best ones come first.
        for (Route each : routes.defaults(false)) {
            if (each.metric() <= best && isOver(each, networkInterface)) {
                best = each.metric();
                gateways.add(each.gateway());
            }
        }
        return gateways;
    }

    private static boolean isOver(Route route, String networkInterface) {
        if (route.via() instanceof RouteInterface.Named named) {
            return named.name().equals(networkInterface);
        }
        try {
            Optional<NetworkInterface> via = route.via().find();
            return via.isPresent() && via.get().getName().equals(networkInterface);
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public synchronized ListeningSockets listening() throws InterruptedException {
        long now = System.nanoTime();
        ListeningSockets known = listening;
        if (known == null || now - readNanos > FRESH) {
            known = SystemListeningSockets.read();
            listening = known;
            readNanos = System.nanoTime();
        }
        return known;
    }
}
