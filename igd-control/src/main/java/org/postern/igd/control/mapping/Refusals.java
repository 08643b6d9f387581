// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.internal.descriptions.RouterDescriptions;
import org.postern.igd.control.mapping.PortRefusal.Kind;
import org.postern.igd.control.mapping.refusal.DeniedPort;
import org.postern.igd.control.mapping.refusal.MissingAddressRefusal;
import org.postern.igd.control.mapping.refusal.RefusalCodes;
import org.postern.igd.control.mapping.refusal.StoppedMapping;
import org.postern.igd.control.mapping.refusal.TableSize;
import org.postern.igd.control.mapping.refusal.UnexplainedRefusal;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/** Explains what a refusal of AddPortMapping means, after a look at the table. */
final class Refusals {
    private Refusals() {}

    /** Why the port of an attempt cannot be had, when there are no other words for it. */
    static PortRefusal explain(Attempt attempt, Outcome.Failed outcome, ControlSession session)
            throws InterruptedException {
        Optional<PortRefusal> ofOtherHost = OtherHostRefusals.explain(attempt, outcome, session);
        if (ofOtherHost.isPresent()) {
            return ofOtherHost.get();
        }
        if (outcome instanceof Outcome.Occupied occupied) {
            return occupied(attempt, occupied, session);
        }
        if (outcome instanceof Outcome.MappedElsewhere elsewhere) {
            return silent(Kind.FINAL, onlyOnce(session, attempt, elsewhere));
        }
        if (outcome instanceof Outcome.Misdirected misdirected) {
            return silent(Kind.OCCUPIED, misdirected.failure());
        }
        if (outcome instanceof Outcome.NotHeld lost) {
            // It may be so at this port alone.
            return silent(Kind.DOUBTFUL, TableSize.silentlyFull(lost.failure(), session));
        }
        return outcome instanceof Outcome.Refused refused
                ? refused(attempt, refused, session)
                : silent(Kind.FINAL, outcome.failure());
    }

    /** Something else stands at the port: whatever the code, that is the reason. */
    private static PortRefusal occupied(
            Attempt attempt, Outcome.Occupied occupied, ControlSession session) {
        PortMapping holder = occupied.holder();
        return new PortRefusal(
                Kind.OCCUPIED,
                Optional.of(
                        attempt.key()
                                + " is taken by "
                                + holder.internalClient().getHostAddress()
                                + "."),
                session.isOwn(holder.internalClient())
                        ? ownHeld(session.router(), attempt, holder, occupied.failure())
                        : held(session.router(), attempt, holder, occupied.failure()));
    }

    /** The router would forward its own requests. Nothing was asked. */
    static PortRefusal routersOwn(Attempt attempt, String router) {
        String used = router + " itself is controlled at " + attempt.key();
        return new PortRefusal(
                Kind.OCCUPIED,
                Optional.of(used + "."),
                new GatewayException(
                                Reason.RESERVED,
                                "AddPortMapping was not sent: "
                                        + used
                                        + ", and could not be reached any more. Choose another"
                                        + " port.")
                        .advising(Advice.ANY_PORT));
    }

    private static PortRefusal refused(
            Attempt attempt, Outcome.Refused refused, ControlSession session)
            throws InterruptedException {
        String router = session.router();
        GatewayException refusal = refused.failure();
        int code = refused.code();
        if (session.isOverIpv6()) {
            return silent(Kind.FINAL, ipv4Only(router, attempt, refusal));
        }
        if (code == 724) {
            return silent(Kind.SAME_NUMBER_ONLY, samePort(router, attempt, refusal));
        }
        if (RefusalCodes.isConflict(code)) {
            return new PortRefusal(
                    Kind.TAKEN,
                    Optional.of(
                            attempt.key() + " is taken or not permitted (" + error(refusal) + ")."),
                    unseen(router, attempt, refusal));
        }
        if (code == 0) {
            return silent(Kind.DOUBTFUL, UnexplainedRefusal.of(refusal, session));
        }
        if (code == 728) {
            return silent(Kind.FINAL, TableSize.full(refusal, session));
        }
        if (RefusalCodes.isLowPort(attempt, code)) {
            return silent(Kind.DOUBTFUL, low(router, attempt, refusal));
        }
        if (RefusalCodes.isDenial(code)) {
            return silent(Kind.DENIED, DeniedPort.explained(attempt, refusal, session));
        }
        Optional<GatewayException> addressless =
                code == 501
                        ? MissingAddressRefusal.explained(attempt, refusal, session)
                        : Optional.empty();
        if (addressless.isPresent()) {
            return silent(Kind.FINAL, addressless.get());
        }
        Optional<GatewayException> stopped =
                code == 501
                        ? StoppedMapping.explained(attempt, refusal, session)
                        : Optional.empty();
        if (stopped.isPresent()) {
            return silent(Kind.STOPPED, stopped.get());
        }
        return RefusalCodes.isDoubtful(code)
                ? silent(Kind.DOUBTFUL, TableSize.perhapsFull(refusal, session))
                : silent(Kind.FINAL, refusal);
    }

    private static PortRefusal silent(Kind kind, GatewayException failure) {
        return new PortRefusal(kind, Optional.empty(), failure);
    }

    /** Whether what the router holds at the port can say more than the code. */
    static boolean asksForALook(int code) {
        return switch (code) {
            case 401, 602, 605, 715, 716, 724, 725, 726, 727, 732 -> false;
            default -> !RefusalCodes.isDenial(code);
        };
    }

    /** Somebody else's mapping stands there. */
    private static GatewayException held(
            String router, Attempt attempt, PortMapping entry, GatewayException refusal) {
        String holder =
                entry.internalClient().isAnyLocalAddress()
                        ? "a client that it does not name"
                        : entry.internalClient().getHostAddress() + " port " + entry.internalPort();
        return refusal.reworded(
                        Reason.CONFLICT,
                        refused(router, attempt.key().toString(), refusal)
                                + ": it holds the port for "
                                + holder
                                + name(entry)
                                + onlyFrom(entry)
                                + ". Choose another port.")
                .advising(Advice.ANY_PORT);
    }

    /** A mapping of this machine that the router does not let be replaced. */
    private static GatewayException ownHeld(
            String router, Attempt attempt, PortMapping entry, GatewayException refusal) {
        return refusal.reworded(
                        Reason.CONFLICT,
                        refused(router, attempt.key().toString(), refusal)
                                + ": it holds the port for this machine already, to internal port "
                                + entry.internalPort()
                                + name(entry)
                                + onlyFrom(entry)
                                + (isOfOtherProtocol(entry)
                                        ? ", opened over NAT-PMP or PCP. Close it with the program"
                                                + " that opened it"
                                        : ". Close it first")
                                + ", or choose another port.")
                .advising(Advice.ANY_PORT);
    }

    static boolean isOfOtherProtocol(PortMapping entry) {
        return RouterDescriptions.isOfOtherProtocol(entry.description());
    }

    static String name(PortMapping entry) {
        return entry.description().isEmpty() ? "" : " ('" + entry.description() + "')";
    }

    static String onlyFrom(PortMapping entry) {
        return entry.remoteHost().isEmpty()
                ? ""
                : ", for connections from " + entry.remoteHost() + " only";
    }

    private static GatewayException onlyOnce(
            ControlSession session, Attempt attempt, Outcome.MappedElsewhere elsewhere) {
        PortMapping held = elsewhere.held();
        return elsewhere
                .failure()
                .reworded(
                        Reason.CONFLICT,
                        refused(session.router(), attempt.key().toString(), elsewhere.failure())
                                + ": it seems to forward an internal port only once, and port "
                                + held.internalPort()
                                + " of "
                                + session.clientName()
                                + " is open as "
                                + held.key()
                                + " already. Use that one, or close it first.")
                .advising(Advice.ANY_PORT);
    }

    /** The port is refused as if it were taken, but nothing is seen there (quirks A16, A27). */
    private static GatewayException unseen(
            String router, Attempt attempt, GatewayException refusal) {
        return because(
                        refused(router, attempt.key().toString(), refusal)
                                + ", though it shows no mapping there: a rule of its own or a"
                                + " hidden one of another client uses the port, or it does not let"
                                + " this machine map it. Try another port; else look in the"
                                + " router's settings, and whether this machine got its address"
                                + " from the router (DHCP).",
                        refusal)
                .advising(Advice.ANY_PORT);
    }

    /** The router keeps low ports, or does not let itself be changed at all. */
    private static GatewayException low(String router, Attempt attempt, GatewayException refusal) {
        return because(
                        refused(router, attempt.key().toString(), refusal)
                                + ". Many routers refuse ports below 1024: choose one of 1024 or"
                                + " above; else look in its settings whether UPnP may change port"
                                + " mappings.",
                        refusal)
                .advising(Advice.ANY_PORT);
    }

    /**
     * WANIPConnection:1 maps ports for IPv4 alone. In secure mode, a router does not let a client
     * that asks over IPv6 map a port to its own IPv4 address; no other port would do.
     */
    private static GatewayException ipv4Only(
            String router, Attempt attempt, GatewayException refusal) {
        String message =
                refused(router, attempt.key().toString(), refusal)
                        + ": mappings are for IPv4, and this machine reaches it over IPv6. Search"
                        + " over IPv4, or open the port of its IPv6 firewall instead.";
        // Not reworded: what would help for another code does not help here.
        GatewayException explained =
                refusal.code()
                        .map(code -> new GatewayException(Reason.UNSUPPORTED, code, message))
                        .orElseGet(() -> new GatewayException(Reason.UNSUPPORTED, message));
        return explained.advising(Advice.OPEN_PINHOLE);
    }

    /** The router maps a port to the same number only, which the user has to choose. */
    private static GatewayException samePort(
            String router, Attempt attempt, GatewayException refusal) {
        int external = attempt.externalPort();
        int internal = attempt.internalPort();
        return because(
                refused(router, attempt.key() + " to " + internal, refusal)
                        + ": it forwards a port only to the same number inside. Open port "
                        + internal
                        + " instead, or let your program listen on "
                        + external
                        + ".",
                refusal);
    }

    /** Port after port was refused. */
    static GatewayException everywhere(
            String router, boolean nothingSeen, int ports, GatewayException refusal) {
        return because(
                        refused(router, ports + " ports, lastly", refusal)
                                + (nothingSeen
                                        ? ", though it shows no mapping at them: it probably does"
                                              + " not let this machine map any port, or none to an"
                                              + " internal port that is open already. Look in its"
                                              + " settings under UPnP, and whether this machine is"
                                              + " in its main network and got its address from the"
                                              + " router (DHCP)."
                                        : ". Name a port far from these."),
                        refusal)
                .advising(Advice.LIST_MAPPINGS);
    }

    private static String refused(String router, String what, GatewayException refusal) {
        return router + " refused AddPortMapping for " + what + " with " + error(refusal);
    }

    /** The router's own code, if it has one. */
    static String error(GatewayException refusal) {
        return refusal.code().isPresent()
                ? "error " + UpnpErrors.code(refusal)
                : "a refusal without an error code";
    }

    private static GatewayException because(String message, GatewayException refusal) {
        return refusal.reworded(refusal.reason(), message);
    }
}
