// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.internal.presentation.LocalAddresses;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.PrintableText;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closes ports on one gateway, each whatever becomes of the others. Used by one thread, once. */
final class PortUnmapper {
    private static final int DESCRIPTION_LENGTH = 60;

    private final Gateway gateway;
    private final Optional<InetAddress> client;
    private final LocalAddresses local = LocalAddresses.now();
    private final List<PortKey> closed = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();
    private final List<String> closedOthers = new ArrayList<>();

    /** Closes what leads to a client, or else to this machine. */
    PortUnmapper(Gateway gateway, Optional<InetAddress> client) {
        this.gateway = gateway;
        this.client = client;
    }

    List<PortKey> closed() {
        return closed;
    }

    List<GatewayException> failures() {
        return failures;
    }

    /** A sentence for each port that was another machine's. */
    List<String> closedOthers() {
        return closedOthers;
    }

    /** Closes the ports that the user named. */
    void close(Protocol protocol, PortRange range) throws InterruptedException {
        try {
            if (range.isOne()) {
                closeNamed(new PortKey(protocol, range.first()));
            } else {
                closeRange(protocol, range);
            }
        } catch (GatewayException e) {
            failures.add(e);
        }
    }

    /** Closes what there is of the client's, over all protocols. */
    void closeOwn(PortRange range) throws InterruptedException {
        for (Protocol protocol : Protocol.values()) {
            try {
                if (range.isOne()) {
                    closeOwn(new PortKey(protocol, range.first()));
                } else {
                    closeRange(protocol, range);
                }
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
    }

    private void closeOwn(PortKey key) throws GatewayException, InterruptedException {
        Optional<PortMapping> other = othersAt(key);
        checkClient(other);
        if (other.isPresent()) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    belongsTo(other.get())
                            + "; to close it all the same, add --client "
                            + other.get().internalClient().getHostAddress()
                            + ".");
        }
        closeOne(key);
    }

    private void closeOne(PortKey key) throws GatewayException, InterruptedException {
        gateway.unmap(key);
        closed.add(key);
    }

    /** With a protocol, another machine's port is closed too, where the router permits that. */
    private void closeNamed(PortKey key) throws GatewayException, InterruptedException {
        Optional<PortMapping> other = othersAt(key);
        checkClient(other);
        closeOne(key);
        other.ifPresent(each -> closedOthers.add(formerly(each)));
    }

    /** If a client was named, what leads elsewhere is not what was meant. */
    private void checkClient(Optional<PortMapping> other) throws GatewayException {
        if (client.isPresent() && other.isPresent()) {
            PortMapping mapping = other.get();
            throw new GatewayException(
                    Reason.NOT_FOUND,
                    DisplayNames.of(mapping.key())
                            + " on "
                            + DisplayNames.of(gateway)
                            + " leads to "
                            + machine(mapping)
                            + ", not to "
                            + client.get().getHostAddress()
                            + ".");
        }
    }

    private void closeRange(Protocol protocol, PortRange range)
            throws GatewayException, InterruptedException {
        if (client.isPresent()) {
            closeRange(protocol, range, client.get());
            return;
        }
        gateway.unmapRange(protocol, range.first(), range.last())
                .forEach(each -> closed.add(new PortKey(protocol, each.externalPort())));
    }

    private void closeRange(Protocol protocol, PortRange range, InetAddress host)
            throws GatewayException, InterruptedException {
        List<PortKey> keys =
                gateway.mappings().stream()
                        .filter(each -> each.internalClient().equals(host))
                        .map(PortMapping::key)
                        .filter(each -> each.protocol() == protocol)
                        .filter(each -> each.externalPort() >= range.first())
                        .filter(each -> each.externalPort() <= range.last())
                        .sorted()
                        .toList();
        if (keys.isEmpty()) {
            throw new GatewayException(
                    Reason.NOT_FOUND,
                    DisplayNames.first(gateway)
                            + " lists no "
                            + protocol
                            + " port from "
                            + range.first()
                            + " to "
                            + range.last()
                            + " that leads to "
                            + host.getHostAddress()
                            + ".");
        }
        for (PortKey key : keys) {
            closeOne(key);
        }
    }

    /** Empty also where the router does not say who has the port. */
    private Optional<PortMapping> othersAt(PortKey key) throws InterruptedException {
        try {
            return gateway.find(key).filter(each -> !isMeant(each));
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    private boolean isMeant(PortMapping mapping) {
        return client.map(mapping.internalClient()::equals).orElseGet(() -> isOwn(mapping));
    }

    private boolean isOwn(PortMapping mapping) {
        return mapping.internalClient().equals(gateway.info().localAddress())
                || local.contain(mapping.internalClient());
    }

    private String belongsTo(PortMapping mapping) {
        return DisplayNames.of(mapping.key())
                + " on "
                + DisplayNames.of(gateway)
                + " belongs to another machine, "
                + machine(mapping);
    }

    private static String formerly(PortMapping mapping) {
        return DisplayNames.of(mapping.key())
                + " led to another machine, "
                + machine(mapping)
                + ".";
    }

    private static String machine(PortMapping mapping) {
        String description = PrintableText.cut(mapping.description(), DESCRIPTION_LENGTH);
        return mapping.internalClient().getHostAddress()
                + (description.isEmpty() ? "" : " ('" + description + "')");
    }
}
