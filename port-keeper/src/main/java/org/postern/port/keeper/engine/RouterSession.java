// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.port.keeper.router.RouterHistory;
import org.postern.port.keeper.state.Sentences;
import org.postern.port.keeper.state.Signal;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One router, by its address in the local network: the gateway objects that stand for it, and the
 * ports that are kept there. Used by the keeper's thread.
 */
final class RouterSession {
    private final KeeperServices services;
    private final RouterHistory memory;
    private final RouterGateways gateways;
    private final RouterPorts ports;

    RouterSession(
            KeeperServices services, RouterHistory memory, Gateway gateway, GatewayState state) {
        this.services = services;
        this.memory = memory;
        memory.leases(memory.leases().restarted());
        gateways = new RouterGateways(gateway, state);
        ports = new RouterPorts(services, memory, gateways);
    }

    RouterGateways gateways() {
        return gateways;
    }

    RouterPorts ports() {
        return ports;
    }

    /** Another object for the same router. */
    void joins(Gateway gateway, GatewayState state) {
        Optional<InetAddress> before = gateways.state().externalAddress();
        if (gateways.join(gateway, state)) {
            follows(before);
        }
    }

    /** Removes one of its objects; returns whether another one is left. */
    boolean leaves(Gateway gateway) {
        if (gateways.isOnly(gateway)) {
            return false;
        }
        Optional<InetAddress> before = gateways.state().externalAddress();
        if (gateways.leave(gateway)) {
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
        ports.restoration().begin();
        all(new Signal.RouterMoved());
        if (!before.equals(gateways.state().externalAddress())) {
            addressChanged();
        }
        proceed();
    }

    /** Its external address has changed. */
    void addressChanged() {
        all(new Signal.AddressChanged(gateways.state().externalAddress().isPresent()));
    }

    /** It may hold other mappings than before. */
    void suspect() {
        ports.restoration().suspect();
        proceed();
    }

    /** A further protocol reaches it: what was refused over the others may be opened now. */
    void canDoMore() {
        ports.all().stream()
                .filter(each -> each.state().lease().isEmpty())
                .forEach(each -> ports.signal(each, new Signal.RouterChanged()));
        proceed();
    }

    /** The machine slept, or its clock was set. */
    void slept() {
        all(new Signal.Slept());
        ports.restoration().begin();
        proceed();
    }

    private void all(Signal signal) {
        ports.all().forEach(each -> ports.signal(each, signal));
    }

    void proceed() {
        ports.proceed();
    }

    /** Applies a new check period. */
    void planCheck() {
        ports.check().plan();
    }
}
