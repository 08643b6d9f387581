// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.reachability;

import org.postern.api.gateway.GatewayInfo;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.gateways.internal.host.WayOut;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whether what this machine answers passes the gateway that opens a port: who comes from outside
 * hears nothing of answers that another router translates, or none.
 */
public final class ReplyPath {
    private static final String UNANSWERED = ": connections from outside get no answer. ";

    private final LocalHost host;

    /** The address from which answers leave, and the default gateways of its interface. */
    private final Optional<InetAddress> source;

    private final List<InetAddress> nextHops;

    private ReplyPath(LocalHost host, Optional<InetAddress> source, List<InetAddress> nextHops) {
        this.host = host;
        this.source = source;
        this.nextHops = nextHops;
    }

    /** As it is at this moment. */
    public static ReplyPath now(LocalHost host) {
        Optional<InetAddress> source = host.source();
        return new ReplyPath(
                host,
                source,
                source.isEmpty()
                        ? List.of()
                        : host.defaultGateways(host.interfaceOf(source.get())));
    }

    /** One sentence for the user of a gateway whose answers leave elsewhere. */
    public Optional<String> warning(GatewayInfo gateway) throws InterruptedException {
        InetAddress local = gateway.localAddress();
        if (!(local instanceof Inet4Address)
                || local.isLoopbackAddress()
                || local.equals(gateway.address())
                || passes(gateway)) {
            return Optional.empty();
        }
        WayOut way = host.wayOut();
        return switch (way.state()) {
            case NOT_MEASURED -> Optional.empty();
            case NO_ROUTE ->
                    host.routeFrom(local).isPresent() ? Optional.empty() : Optional.of(noRoute());
            case LEAVES -> elsewhere(gateway, way);
        };
    }

    /** In most cases, in which nothing more is looked up. */
    private boolean passes(GatewayInfo gateway) {
        return source.equals(Optional.of(gateway.localAddress()))
                && nextHops.contains(gateway.address());
    }

    private static String noRoute() {
        return "This machine has no route to the internet, over which it could answer"
                + UNANSWERED
                + "Give it a default gateway, as DHCP does.";
    }

    private Optional<String> elsewhere(GatewayInfo gateway, WayOut way)
            throws InterruptedException {
        InetAddress local = gateway.localAddress();
        String own = host.interfaceOf(local);
        if (own.isEmpty()) {
            // It is another's by now.
            return Optional.empty();
        }
        boolean otherInterface = !own.equals(way.networkInterface());
        List<InetAddress> hops = otherInterface ? List.of() : host.defaultGateways(own);
        if (!otherInterface && (hops.isEmpty() || hops.contains(gateway.address()))) {
            return Optional.empty();
        }
        // Only now, since it is a command that is run: rules may send answers another way.
        Optional<SourceRoute> ruled = host.routeFrom(local);
        if (ruled.isPresent() && ruled.get().networkInterface().equals(own)) {
            Optional<InetAddress> nextHop = ruled.get().nextHop();
            return nextHop.isEmpty() || nextHop.get().equals(gateway.address())
                    ? Optional.empty()
                    : Optional.of(otherRouter(gateway, nextHop.get()));
        }
        return Optional.of(
                otherInterface ? otherInterface(gateway, way) : otherRouter(gateway, hops.get(0)));
    }

    private static String otherInterface(GatewayInfo gateway, WayOut way) {
        String source = way.source().isPresent() ? way.source().get().getHostAddress() : "";
        return "What this machine answers leaves through "
                + (way.tunnel() ? "the tunnel " : "")
                + way.networkInterface()
                + " ("
                + source
                + "), not through "
                + name(gateway)
                + UNANSWERED
                + (way.tunnel()
                        ? "Except the program from the VPN, or open the port at the VPN's provider."
                        : "Let the default route lead through this gateway, or open the port on the"
                                + " router there.");
    }

    private static String otherRouter(GatewayInfo gateway, InetAddress nextHop) {
        return "What this machine answers leaves through its default gateway "
                + nextHop.getHostAddress()
                + ", not through "
                + name(gateway)
                + UNANSWERED
                + "Make this one the default gateway, or open the port on the other one.";
    }

    private static String name(GatewayInfo gateway) {
        String address = gateway.address().getHostAddress();
        return gateway.name().isEmpty() ? address : gateway.name() + " (" + address + ")";
    }
}
