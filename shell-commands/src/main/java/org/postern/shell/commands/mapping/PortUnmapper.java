// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.PrintableText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closes ports on one gateway, each whatever becomes of the others. Used by one thread, once. */
final class PortUnmapper {
    private static final int DESCRIPTION_LENGTH = 60;

    private final Gateway gateway;
    private final LocalAddresses local = LocalAddresses.now();
    private final List<PortKey> closed = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();
    private final List<String> closedOthers = new ArrayList<>();

    PortUnmapper(Gateway gateway) {
        this.gateway = gateway;
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

    /** Closes what there is of this machine's, over all protocols. */
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
        if (other.isPresent()) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    belongsTo(other.get())
                            + "; to close it all the same, add --protocol "
                            + key.protocol()
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
        closeOne(key);
        other.ifPresent(each -> closedOthers.add(formerly(each)));
    }

    private void closeRange(Protocol protocol, PortRange range)
            throws GatewayException, InterruptedException {
        gateway.unmapRange(protocol, range.first(), range.last())
                .forEach(each -> closed.add(new PortKey(protocol, each.externalPort())));
    }

    /** Empty also where the router does not say who has the port. */
    private Optional<PortMapping> othersAt(PortKey key) throws InterruptedException {
        try {
            return gateway.find(key).filter(each -> !isOwn(each));
        } catch (GatewayException e) {
            return Optional.empty();
        }
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
