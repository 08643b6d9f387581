// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.mapping.PortRefusal.Kind;
import org.postern.igd.control.mapping.refusal.RefusalCodes;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/**
 * Explains refusals of ports that lead to another host than this machine. In secure mode, miniupnpd
 * and others let a machine map ports to itself only, and say so with codes that mean other things,
 * too (quirk A16): 718, 606, or one of those that may mean anything.
 */
final class OtherHostRefusals {
    private OtherHostRefusals() {}

    /** Empty if the port leads to this machine, or the outcome has nothing to do with the host. */
    static Optional<PortRefusal> explain(
            Attempt attempt, Outcome.Failed outcome, ControlSession session) {
        if (!session.isForOtherHost()) {
            return Optional.empty();
        }
        if (outcome instanceof Outcome.Occupied occupied) {
            return Optional.of(occupied.holder())
                    .filter(each -> each.internalClient().equals(session.localAddress()))
                    .map(each -> ownMapping(attempt, each, occupied.failure(), session));
        }
        return outcome instanceof Outcome.Refused refused
                ? refused(attempt, refused, session)
                : Optional.empty();
    }

    private static PortRefusal ownMapping(
            Attempt attempt, PortMapping own, GatewayException refusal, ControlSession session) {
        String message =
                refused(attempt, refusal, session)
                        + ": it holds the port for this machine, port "
                        + own.internalPort()
                        + ". Close that first, or choose another port.";
        return new PortRefusal(
                Kind.OCCUPIED,
                Optional.of(attempt.key() + " leads to this machine already."),
                refusal.reworded(Reason.CONFLICT, message).advising(Advice.ANY_PORT));
    }

    private static Optional<PortRefusal> refused(
            Attempt attempt, Outcome.Refused refused, ControlSession session) {
        int code = refused.code();
        boolean denied = RefusalCodes.isDenial(code);
        if (!denied && code != 718 && !RefusalCodes.isDoubtful(code)) {
            return Optional.empty();
        }
        boolean low = RefusalCodes.isLowPort(attempt, code);
        String why =
                denied
                        ? "it probably " + onlyItself()
                        : code == 718
                                ? "it shows no mapping there, so it probably " + onlyItself()
                                : "it does not say why; maybe it " + onlyItself();
        String message =
                refused(attempt, refused.failure(), session)
                        + ": "
                        + why
                        + (low ? ", or keeps the ports below 1024" : "")
                        + ". Open the port on "
                        + session.clientName()
                        + " itself, switch that mode off in the router, or map the port in the"
                        + " router's settings."
                        + (session.isOverIpv6()
                                ? " This machine reaches it over IPv6; it may permit more over"
                                        + " IPv4."
                                : "");
        Kind kind = denied && !low ? Kind.FINAL : Kind.DOUBTFUL;
        Reason reason = code == 718 ? Reason.NOT_AUTHORIZED : refused.failure().reason();
        return Optional.of(
                new PortRefusal(
                        kind,
                        Optional.of(attempt.key() + " was refused with error " + code + ".")
                                .filter(each -> kind == Kind.DOUBTFUL),
                        // Not reworded: what would help for this machine does not help here.
                        refused.failure()
                                .code()
                                .map(each -> new GatewayException(reason, each, message))
                                .orElseGet(() -> new GatewayException(reason, message))));
    }

    private static String onlyItself() {
        return "lets a machine open ports for itself only (secure mode; secure_mode=yes in"
                + " miniupnpd)";
    }

    private static String refused(
            Attempt attempt, GatewayException refusal, ControlSession session) {
        return session.router()
                + " refused AddPortMapping for "
                + attempt.key()
                + " to "
                + session.clientName()
                + " with error "
                + UpnpErrors.code(refusal);
    }

    /** The router said success, but turned the mapping into one for this machine. */
    static GatewayException turnedToThisMachine(String accepted, ControlSession session) {
        return new GatewayException(
                        Reason.NOT_AUTHORIZED,
                        accepted
                                + " but forwards it to this machine ("
                                + session.localAddress().getHostAddress()
                                + "), not to "
                                + session.clientName()
                                + ": it probably lets a machine open ports for itself only. Close"
                                + " that port again if it was not open before, and open it on "
                                + session.clientName()
                                + " itself.")
                .advising(Advice.LIST_MAPPINGS);
    }
}
