// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.routes.Route;
import org.postern.doctor.internal.routes.SystemRoutes;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads who the default gateways are. Safe for several threads. */
public final class DefaultGateways {
    /** More than machines have; the first ones are those in use. */
    private static final int MOST = 4;

    /** The default routes of the system. */
    @FunctionalInterface
    interface Routes {
        /** In the order of use; blocks where a command is asked. */
        List<Route> defaults() throws InterruptedException;
    }

    private final Routes routes;

    DefaultGateways(Routes routes) {
        this.routes = routes;
    }

    /** By the routes of this machine. */
    public static DefaultGateways ofThisSystem() {
        SystemRoutes system = new SystemRoutes();
        return new DefaultGateways(
                () -> {
                    // A program that halves the default route, as VPNs do, precedes it.
                    List<Route> all = new ArrayList<>(system.halves());
                    all.addAll(system.defaultsNow(false));
                    return all;
                });
    }

    /**
     * The default gateways over IPv4, at most four. Where the system has to be asked by a command,
     * which Linux has not, it blocks for three seconds at most, and ends at once on interrupt.
     *
     * @param interfaces those of this machine, which tell tunnels
     * @return in the order in which the system uses them; those known so far on interrupt, whose
     *     status is kept
     */
    public List<DefaultGateway> find(List<HostInterface> interfaces) {
        Map<Object, DefaultGateway> found = new LinkedHashMap<>();
        try {
            for (Route each : routes.defaults()) {
                if (found.size() < MOST) {
                    found.putIfAbsent(each.gateway(), gateway(each, interfaces));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(found.values());
    }

    private static DefaultGateway gateway(Route route, List<HostInterface> interfaces) {
        String name = name(route);
        boolean tunnel =
                interfaces.stream().anyMatch(each -> each.name().equals(name) && each.tunnel());
        return new DefaultGateway(route.gateway(), name, tunnel);
    }

    private static String name(Route route) {
        try {
            return route.via().find().map(NetworkInterface::getName).orElse("");
        } catch (SocketException e) {
            return "";
        }
    }
}
