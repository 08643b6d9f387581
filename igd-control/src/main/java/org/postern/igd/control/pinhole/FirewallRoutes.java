// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.internal.address.Ipv6Text;
import org.postern.igd.control.internal.clientaddress.ClientAddress;
import org.postern.igd.control.internal.clientaddress.ClientAddresses;
import org.postern.igd.control.internal.routes.Route;
import org.postern.igd.control.internal.routes.SystemRoutes;
import org.postern.igd.control.net.LocalAddress;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the way over IPv6 to the firewall of a router. One that was found over IPv4 is asked at the
 * IPv6 default gateway of the same interface, and only if it is the IPv4 default gateway there: no
 * other device of the network can have requests sent to it. Safe for several threads.
 */
public final class FirewallRoutes {
    /** The default routes of one family; may block. */
    @FunctionalInterface
    interface DefaultRoutes {
        List<Route> of(boolean ipv6) throws InterruptedException;
    }

    private final DefaultRoutes routes;
    private final ClientAddresses addresses;

    FirewallRoutes(DefaultRoutes routes, ClientAddresses addresses) {
        this.routes = routes;
        this.addresses = addresses;
    }

    /** By the routes and addresses of this machine. */
    public static FirewallRoutes ofThisSystem() {
        return new FirewallRoutes(new SystemRoutes()::defaultsNow, ClientAddresses.ofThisSystem());
    }

    /**
     * The way to a router that is known at an address, of either family. Fails where there is none.
     *
     * @param name of the router, for messages
     * @param wanted the address that the user named; empty for the best one
     */
    FirewallRoute toOpen(String name, InetAddress router, Optional<Inet6Address> wanted)
            throws GatewayException, InterruptedException {
        return find(
                name,
                router,
                via -> {
                    if (wanted.isEmpty()) {
                        return addresses.choose(via).orElseThrow(() -> noAddress(name, via));
                    }
                    if (!ClientAddress.isReachedThrough(router, wanted.get())
                            || NetworkInterface.getByInetAddress(wanted.get()) == null) {
                        throw notOwn(Reason.INVALID_ARGUMENT, name, wanted.get());
                    }
                    return addresses.named(wanted.get());
                });
    }

    /** Likewise, for a port that was opened to an address, which may have gone. */
    FirewallRoute toHeld(String name, InetAddress router, Inet6Address client)
            throws GatewayException, InterruptedException {
        return find(
                name,
                router,
                via -> {
                    if (NetworkInterface.getByInetAddress(client) == null) {
                        throw notOwn(Reason.UNREACHABLE, name, client);
                    }
                    return new ClientAddress(client, List.of());
                });
    }

    /** Chooses the address to ask from, given the interface. */
    @FunctionalInterface
    private interface Choice {
        ClientAddress of(NetworkInterface via)
                throws GatewayException, IOException, InterruptedException;
    }

    private FirewallRoute find(String name, InetAddress router, Choice choice)
            throws GatewayException, InterruptedException {
        try {
            NetworkInterface via = NetworkInterface.getByInetAddress(LocalAddress.facing(router));
            Optional<Inet6Address> server =
                    via == null ? Optional.empty() : ipv6Address(router, via);
            if (via == null || server.isEmpty()) {
                throw unreachable(
                        name
                                + " has no IPv6 address that is known: it is not this machine's"
                                + " default gateway, or there is no default gateway over IPv6.");
            }
            return new FirewallRoute(server.get(), choice.of(via));
        } catch (IOException e) {
            throw unreachable("There is no route to " + name + ": " + e.getMessage() + ".");
        }
    }

    private Optional<Inet6Address> ipv6Address(InetAddress router, NetworkInterface via)
            throws IOException, InterruptedException {
        if (router instanceof Inet6Address known) {
            return Optional.of(known);
        }
        if (router.isLoopbackAddress()) {
            // A router on this machine, as in tests and demonstrations.
            return via.inetAddresses()
                    .filter(each -> each instanceof Inet6Address && each.isLoopbackAddress())
                    .map(Inet6Address.class::cast)
                    .findFirst();
        }
        for (Route each : routes.of(false)) {
            if (each.gateway().equals(router) && leads(each, via)) {
                return defaultGateway(via);
            }
        }
        return Optional.empty();
    }

    private Optional<Inet6Address> defaultGateway(NetworkInterface via)
            throws IOException, InterruptedException {
        for (Route each : routes.of(true)) {
            if (leads(each, via)) {
                byte[] address = each.gateway().getAddress();
                return Optional.of(
                        each.gateway().isLinkLocalAddress()
                                ? Inet6Address.getByAddress("", address, via)
                                : (Inet6Address) each.gateway());
            }
        }
        return Optional.empty();
    }

    private static boolean leads(Route route, NetworkInterface via) throws SocketException {
        return route.via().find().filter(via::equals).isPresent();
    }

    private static GatewayException noAddress(String name, NetworkInterface via) {
        return unreachable(
                "This machine has no global IPv6 address on "
                        + via.getName()
                        + " to which "
                        + name
                        + " could open a port.");
    }

    private static GatewayException notOwn(Reason reason, String name, Inet6Address address) {
        return new GatewayException(
                reason,
                Ipv6Text.of(address)
                        + " is not an address of this machine in its network, but "
                        + name
                        + " has to be asked from the address that a port is open to.");
    }

    private static GatewayException unreachable(String message) {
        return new GatewayException(Reason.UNREACHABLE, message);
    }
}
