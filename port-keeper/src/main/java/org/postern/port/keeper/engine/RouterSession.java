// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.port.keeper.kept.KeptEntry;
import org.postern.port.keeper.router.PinholeGateway;
import org.postern.port.keeper.router.RouterHistories;
import org.postern.port.keeper.router.RouterHistory;
import org.postern.port.keeper.state.Sentences;
import org.postern.port.keeper.state.Signal;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One router, by its address in the local network: the gateway objects that stand for it, and the
 * ports that are kept there. Used by the keeper's thread.
 */
final class RouterSession {
    private final KeeperServices services;
    private final RouterHistory memory;
    private final RouterGateways gateways;
    private final RouterPorts mappings;
    private final RouterPorts pinholes;
    private final FirewallCheck firewall;

    RouterSession(
            KeeperServices services,
            KeeperServices overIpv6,
            RouterHistories memories,
            Gateway gateway,
            GatewayState state) {
        this.services = services;
        InetAddress address = gateway.info().address();
        memory = memories.of(address, AddressFamily.IPV4);
        memory.leases(memory.leases().restarted());
        gateways = new RouterGateways(gateway, state);
        mappings = new RouterPorts(services, memory, gateways, gateways::gateway);
        pinholes =
                new RouterPorts(
                        overIpv6,
                        memories.of(address, AddressFamily.IPV6),
                        gateways,
                        () -> new PinholeGateway(gateways.gateway(), services.own()));
        firewall =
                new FirewallCheck(
                        services,
                        pinholes::all,
                        () -> gateways.gateway().pinholes().isPresent(),
                        this::checked);
    }

    RouterGateways gateways() {
        return gateways;
    }

    private void checked(PortSession port, Signal signal) {
        pinholes.signal(port, signal);
        pinholes.proceed();
    }

    /** Keeps a port here from now on. */
    void add(KeptEntry entry, boolean restored) {
        RouterPorts ports = ports(entry);
        if (!ports.has(entry)) {
            ports.add(entry, restored);
            if (ports == pinholes) {
                firewall.plan();
            }
        }
    }

    /** Those of the family of a kept port. */
    RouterPorts ports(KeptEntry entry) {
        return entry.family() == AddressFamily.IPV4 ? mappings : pinholes;
    }

    private Stream<RouterPorts> all() {
        return Stream.of(mappings, pinholes);
    }

    /** Another object for the same router; {@code joined} runs before anybody is told. */
    void joins(Gateway gateway, GatewayState state, Runnable joined) {
        Optional<InetAddress> before = gateways.state().externalAddress();
        if (gateways.join(gateway, state)) {
            joined.run();
            follows(before);
        }
    }

    /**
     * Removes one of its objects; {@code left} runs before anybody is told. Returns whether another
     * one is left.
     */
    boolean leaves(Gateway gateway, Runnable left) {
        if (gateways.isOnly(gateway)) {
            return false;
        }
        Optional<InetAddress> before = gateways.state().externalAddress();
        if (gateways.leave(gateway)) {
            left.run();
            follows(before);
        }
        return true;
    }

    /** From now on another object is used. */
    private void follows(Optional<InetAddress> before) {
        GatewayInfo now = gateways.info();
        services.events()
                .gateway(
                        Kind.GATEWAY_CHANGED,
                        now,
                        gateways.state().externalAddress(),
                        Sentences.moved(now));
        memory.leases(memory.leases().restarted());
        all().forEach(each -> each.restoration().begin());
        signal(all(), new Signal.RouterMoved());
        if (!before.equals(gateways.state().externalAddress())) {
            addressChanged();
        }
        proceed();
    }

    /** Its external address has changed, which only mappings have. */
    void addressChanged() {
        signal(
                Stream.of(mappings),
                new Signal.AddressChanged(gateways.state().externalAddress().isPresent()));
    }

    /** It may hold other mappings than before. */
    void suspect() {
        all().forEach(each -> each.restoration().suspect());
        proceed();
    }

    /** A further protocol reaches it: what was refused over the others may be opened now. */
    void canDoMore() {
        all().forEach(
                        ports ->
                                ports.all().stream()
                                        .filter(each -> each.state().lease().isEmpty())
                                        .forEach(
                                                each ->
                                                        ports.signal(
                                                                each, new Signal.RouterChanged())));
        proceed();
    }

    /** The machine slept, or its clock was set. */
    void slept() {
        signal(all(), new Signal.Slept());
        all().forEach(each -> each.restoration().begin());
        proceed();
    }

    private static void signal(Stream<RouterPorts> some, Signal signal) {
        some.forEach(ports -> ports.all().forEach(each -> ports.signal(each, signal)));
    }

    void proceed() {
        all().forEach(RouterPorts::proceed);
    }

    /** Closes what earlier runs have left. */
    void seekOrphans() {
        all().forEach(RouterPorts::seekOrphans);
    }

    /** The router is gone. */
    void abandon(String reason) {
        firewall.end();
        all().forEach(each -> each.abandon(reason));
    }

    /** The keeper stops: from now on ports are only closed. */
    void hurry() {
        all().forEach(each -> each.queue().hurry());
    }

    /** Stops all work. */
    void end() {
        firewall.end();
        all().forEach(RouterPorts::end);
    }

    /** Applies a new check period. */
    void planCheck() {
        all().forEach(each -> each.check().plan());
    }
}
