// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.ControlSession;

import java.net.InetAddress;

/** Explains why a router refuses to delete a mapping that it shows. */
final class RefusedDeletion {
    private RefusedDeletion() {}

    /** The same refusal, with whose mapping it is where that may be the reason. */
    static GatewayException explained(
            PortMapping entry, GatewayException refusal, ControlSession session) {
        InetAddress holder = entry.internalClient();
        if (holder.isAnyLocalAddress()) {
            return refusal;
        }
        if (!holder.equals(session.localAddress())) {
            return because(entry, refusal, session, ofOtherHost(entry));
        }
        return Refusals.isOfOtherProtocol(entry)
                ? because(entry, refusal, session, ofOtherProtocol(entry))
                : refusal;
    }

    /** Routers in secure mode let only the client of a mapping close it, and say 606 to others. */
    private static String ofOtherHost(PortMapping entry) {
        return entry.internalClient().getHostAddress()
                + Refusals.name(entry)
                + Refusals.onlyFrom(entry)
                + ", and probably lets only that host close it. Close it there, or in the"
                + " router's settings.";
    }

    /** Quirk A51. */
    private static String ofOtherProtocol(PortMapping entry) {
        return "this machine, opened over NAT-PMP or PCP"
                + Refusals.name(entry)
                + ". Close it with the program that opened it, or in the router's settings.";
    }

    private static GatewayException because(
            PortMapping entry, GatewayException refusal, ControlSession session, String holder) {
        return refusal.reworded(
                refusal.reason(),
                session.router()
                        + " refused DeletePortMapping for "
                        + entry.key()
                        + " with "
                        + Refusals.error(refusal)
                        + ": it holds the port for "
                        + holder);
    }
}
