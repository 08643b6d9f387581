// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.internal.address.Ipv6Text;
import org.postern.shell.commands.internal.presentation.Quantities;
import org.postern.shell.commands.output.DisplayNames;

import java.util.ArrayList;
import java.util.List;

/** Closes ports that this installation opened over IPv6. Used by one thread, once. */
final class PinholeCloser {
    private final Pinholes pinholes;
    private final List<Pinhole> closed = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();

    /** Whether the router did not answer the last request. */
    private boolean silent;

    PinholeCloser(Pinholes pinholes) {
        this.pinholes = pinholes;
    }

    List<Pinhole> closed() {
        return closed;
    }

    /** A failure for each that stays open. */
    List<GatewayException> failures() {
        return failures;
    }

    /** Closes what there is in a range; over all protocols if none is given. */
    void close(PortRange range, List<Protocol> protocols) throws InterruptedException {
        for (Pinhole each : pinholes.opened()) {
            if (each.port() >= range.first()
                    && each.port() <= range.last()
                    && (protocols.isEmpty() || protocols.contains(each.protocol()))) {
                if (silent) {
                    failures.add(notTried(each));
                } else {
                    close(each);
                }
            }
        }
    }

    private void close(Pinhole pinhole) throws InterruptedException {
        try {
            pinholes.close(pinhole);
            closed.add(pinhole);
        } catch (GatewayException e) {
            // What the router does not hold any more is not open.
            if (e.reason() != Reason.NOT_FOUND) {
                silent = e.isUnanswered();
                failures.add(
                        FailureMessages.withMore(
                                e,
                                List.of(
                                        name(pinhole)
                                                + " stays open for "
                                                + Quantities.time(pinhole.lease())
                                                + " at most.")));
            }
        }
    }

    /** Each would take as long as the one to which no answer came. */
    private static GatewayException notTried(Pinhole pinhole) {
        return new GatewayException(
                Reason.UNREACHABLE,
                name(pinhole)
                        + " was not tried after that. It stays open for "
                        + Quantities.time(pinhole.lease())
                        + " at most.");
    }

    /** Such as {@code TCP port 80 to 2001:db8::5}. */
    static String name(Pinhole pinhole) {
        return DisplayNames.of(new PortKey(pinhole.protocol(), pinhole.port()))
                + " to "
                + Ipv6Text.of(pinhole.client());
    }
}
