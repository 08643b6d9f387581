// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.gateways.protocols.FailureMerger;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Closes ports, over the protocol that opened them where that is known. */
final class PortCloser {
    /** For closing what a silent protocol may have opened: silent protocols stay silent. */
    private static final Duration WITHDRAWAL = Duration.ofSeconds(5);

    /** What became of a port that a protocol may have opened without saying so. */
    enum Withdrawal {
        CLOSED,
        NOT_OPEN,
        IN_DOUBT
    }

    private final GatewayCall call;
    private final PortHolders holders;

    PortCloser(GatewayCall call, PortHolders holders) {
        this.call = call;
        this.holders = holders;
    }

    void unmap(PortKey key) throws GatewayException, InterruptedException {
        List<GatewayException> failures = new ArrayList<>();
        Optional<ProtocolGateway> opener = call.opener(key, holders);
        List<ProtocolGateway> order = order(opener);
        for (int i = 0; i < order.size(); i++) {
            boolean last = i == order.size() - 1;
            try {
                close(order.get(i), key, last ? call.left() : call.half());
                forgetElsewhere(order.get(i), List.of(key));
                return;
            } catch (GatewayException e) {
                if (opener.equals(Optional.of(order.get(i))) && e.reason() != Reason.NOT_FOUND) {
                    // It may hold the port still, and what others hold may be another client's.
                    throw e;
                }
                failures.add(e);
            }
        }
        throw FailureMerger.joined(failures);
    }

    /**
     * Closes those of this installation's ports that are in a range, and tries all where one fails.
     */
    List<PortMapping> unmapRange(
            List<PortMapping> own, Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        List<PortMapping> closed = new ArrayList<>();
        List<GatewayException> failures = new ArrayList<>();
        for (PortMapping each : own) {
            int port = each.externalPort();
            if (each.protocol() == protocol && firstPort <= port && port <= lastPort) {
                try {
                    unmap(each.key());
                    closed.add(each);
                } catch (GatewayException e) {
                    failures.add(e);
                }
            }
        }
        failures.removeIf(each -> each.reason() == Reason.NOT_FOUND);
        if (!failures.isEmpty()) {
            throw FailureMerger.joined(failures);
        }
        if (closed.isEmpty()) {
            throw new GatewayException(
                    Reason.NOT_FOUND,
                    "Of the "
                            + protocol
                            + " ports "
                            + firstPort
                            + " to "
                            + lastPort
                            + " none was opened from here.");
        }
        return closed;
    }

    /** Closes what a protocol opened, there and nowhere else. */
    void close(ProtocolGateway via, PortKey key, Duration most)
            throws GatewayException, InterruptedException {
        call.ask(
                via,
                most,
                gateway -> {
                    gateway.unmap(key);
                    return key;
                });
        holders.forget(key);
    }

    /**
     * Most routers have one table for all protocols: what one of them closed, another that has no
     * list would go on to remember as open. Where there are two tables, the other is closed, too.
     */
    void forgetElsewhere(ProtocolGateway via, Collection<PortKey> closed)
            throws InterruptedException {
        for (ProtocolGateway other : call.all()) {
            if (!other.equals(via) && other.listsItsOwn()) {
                List<PortKey> remembered = new ArrayList<>(call.ownKeys(other));
                remembered.retainAll(closed);
                closeQuietly(other, remembered);
            }
        }
    }

    private void closeQuietly(ProtocolGateway via, List<PortKey> keys) throws InterruptedException {
        for (PortKey key : keys) {
            try {
                close(via, key, WITHDRAWAL);
            } catch (GatewayException e) {
                // Most often it says that there is none, as it should be.
                if (e.isUnanswered()) {
                    return;
                }
            }
        }
    }

    /** The one that opened it, those that see what the router holds, the others. */
    private List<ProtocolGateway> order(Optional<ProtocolGateway> opener) {
        List<ProtocolGateway> all = call.all();
        Set<ProtocolGateway> order = new LinkedHashSet<>();
        opener.ifPresent(order::add);
        all.stream()
                .filter(each -> each.has(Capability.LIST) || each.has(Capability.FIND))
                .forEach(order::add);
        order.addAll(all);
        return List.copyOf(order);
    }

    /**
     * Closes what one protocol may hold for a client, or else for this machine, since two protocols
     * must not hold one port. Where it can look, another client's mapping is left alone; where it
     * cannot, it closes nothing but its own.
     */
    Withdrawal withdraw(ProtocolGateway via, PortKey key, Optional<InetAddress> client)
            throws InterruptedException {
        try {
            return call.ask(
                    via,
                    WITHDRAWAL.multipliedBy(via.has(Capability.FIND) ? 2 : 1),
                    gateway -> withdraw(gateway, key, client));
        } catch (GatewayException e) {
            return switch (e.reason()) {
                case NOT_FOUND -> Withdrawal.NOT_OPEN;
                default -> Withdrawal.IN_DOUBT;
            };
        }
    }

    private static Withdrawal withdraw(Gateway gateway, PortKey key, Optional<InetAddress> client)
            throws GatewayException, InterruptedException {
        if (gateway.capabilities().contains(Capability.FIND)) {
            Optional<InetAddress> leadsTo =
                    gateway.find(key).map(mapping -> mapping.internalClient());
            // This machine's address may have changed since the gateway was found.
            InetAddress wanted = client.orElse(gateway.info().localAddress());
            if (!leadsTo.equals(Optional.of(wanted))) {
                // Some routers show no client: it may be this machine.
                return leadsTo.filter(InetAddress::isAnyLocalAddress).isPresent()
                        ? Withdrawal.IN_DOUBT
                        : Withdrawal.NOT_OPEN;
            }
        }
        gateway.unmap(key);
        return Withdrawal.CLOSED;
    }
}
