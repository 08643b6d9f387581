// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.loop.ScheduledTask;
import org.postern.port.keeper.loop.Time;
import org.postern.port.keeper.state.Signal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks from time to time at what nobody reports of ports over IPv6: whether this machine still has
 * the addresses that they lead to, and whether a router that did not offer to open its firewall does
 * so by now. Asks nothing of the router. Used by the keeper's thread.
 */
final class FirewallCheck {
    private static final long PERIOD = Duration.ofSeconds(15).toNanos();

    private final KeeperServices services;
    private final Supplier<List<PortSession>> ports;
    private final BooleanSupplier offered;
    private final BiConsumer<PortSession, Signal> signals;
    private final ScheduledTask alarm;
    private boolean wasOffered;

    /** What the last look has shown of the addresses that mattered to it. */
    private Map<InetAddress, Boolean> before = Map.of();

    /** Not planned yet; {@code offered} tells whether the router offers to open its firewall. */
    FirewallCheck(
            KeeperServices services,
            Supplier<List<PortSession>> ports,
            BooleanSupplier offered,
            BiConsumer<PortSession, Signal> signals) {
        this.services = services;
        this.ports = ports;
        this.offered = offered;
        this.signals = signals;
        alarm = new ScheduledTask(services.run().schedule(), this::go);
    }

    /** There are ports to be looked at. */
    void plan() {
        if (alarm.at() == Time.NEVER) {
            alarm.set(services.now() + PERIOD);
        }
    }

    void end() {
        alarm.off();
    }

    private void go() {
        boolean offers = offered.getAsBoolean();
        boolean isNew = offers && !wasOffered;
        wasOffered = offers;
        // To ask the system takes a while, and thousands of ports may lead to one address.
        Map<InetAddress, Boolean> here = new HashMap<>();
        for (PortSession each : ports.get()) {
            if (leadsNowhere(each, here)) {
                signals.accept(each, new Signal.RouterMoved());
            } else if (isNew && waitsForChange(each) || hasAddressAgain(each, here)) {
                signals.accept(each, new Signal.RouterChanged());
            }
        }
        before = here;
        if (!ports.get().isEmpty()) {
            plan();
        }
    }

    private boolean leadsNowhere(PortSession port, Map<InetAddress, Boolean> here) {
        return port.state().lease().stream()
                .flatMap(each -> each.mappings().stream())
                .map(PortMapping::internalClient)
                .anyMatch(each -> !here.computeIfAbsent(each, services.own()::test));
    }

    /** Whether the address that its user has named came since the last look. */
    private boolean hasAddressAgain(PortSession port, Map<InetAddress, Boolean> here) {
        return port.state().lease().isEmpty()
                && port.entry().request().client().stream()
                        .anyMatch(
                                each ->
                                        here.computeIfAbsent(each, services.own()::test)
                                                && !before.getOrDefault(each, false));
    }

    private static boolean waitsForChange(PortSession port) {
        return port.state().phase() == PortPhase.REFUSED && port.state().wakeAt() == Time.NEVER;
    }
}
