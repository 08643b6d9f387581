// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;
import org.postern.port.keeper.internal.timing.Jitter;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.router.RouterHistory;
import org.postern.port.keeper.state.Context;
import org.postern.port.keeper.state.DroppedLeases;
import org.postern.port.keeper.state.Target;
import org.postern.port.keeper.state.UnrecordedMappings;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

record PortContext(
        KeeperServices services,
        RouterHistory memory,
        GatewayInfo gateway,
        PortPlaces places,
        BooleanSupplier looks,
        PortSession port)
        implements Context {
    @Override
    public long now() {
        return services.now();
    }

    @Override
    public Instant wall() {
        return services.wall();
    }

    @Override
    public Jitter jitter() {
        return services.run().jitter();
    }

    @Override
    public DroppedLeases leases() {
        return memory.leases();
    }

    @Override
    public boolean extendsLeases() {
        return memory.extendsLeases();
    }

    @Override
    public boolean isPermanent(PortMapping found) {
        return services.ledger()
                .at(gateway, found.key())
                .filter(each -> each.goodUntil().equals(Instant.MAX))
                .isPresent();
    }

    @Override
    public boolean canLook() {
        return looks.getAsBoolean();
    }

    @Override
    public boolean isOurs(PortMapping found) {
        return services.ledger().owns(gateway, port.entry().request(), found);
    }

    @Override
    public boolean isOfAnotherInstance(PortMapping found) {
        return services.ledger().isOfAnotherInstance(gateway, found);
    }

    @Override
    public OptionalInt keptByAnotherInstance(PortKey key) {
        LedgerEntry held = services.ledger().ofOtherInstances(gateway, wall()).get(key);
        return held == null ? OptionalInt.empty() : OptionalInt.of(held.internalPort());
    }

    /** A firewall is open to a single address, which may go. */
    @Override
    public boolean leadsTo(MappingRequest asked, InetAddress client) {
        return services.family() == AddressFamily.IPV4
                ? Context.super.leadsTo(asked, client)
                : services.own().test(client) && asked.client().map(client::equals).orElse(true);
    }

    @Override
    public boolean isClosing(Collection<PortKey> keys) {
        return places.isClosing(keys);
    }

    @Override
    public Optional<String> keptFor(Collection<PortKey> keys) {
        return places.other(keys, port).map(each -> each.entry().origin());
    }

    @Override
    public boolean isFree(PortKey key) {
        return places.isFree(key);
    }

    /** Of what a router lists, what its lost answers may have been about. */
    List<PortMapping> unrecorded(List<PortMapping> listed) {
        if (listed.isEmpty()) {
            return listed;
        }
        Duration since = Duration.ofNanos(services.now() - port.askedAt());
        Target target = port.state().target();
        Duration lease = memory.leases().instead(target.asked().lease());
        return UnrecordedMappings.of(listed, target.leased(lease), gateway.localAddress(), since)
                .stream()
                .filter(each -> services.ledger().at(gateway, each.key()).isEmpty())
                .toList();
    }
}
