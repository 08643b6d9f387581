// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.table.TableReader;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a router holds after it accepted a mapping, and tells how that differs from what the
 * user asked for: IGD:2 makes a week of forever (quirk A12), others cut descriptions, and some say
 * success and do nothing.
 */
record ReadBack(ControlSession session, MappingRequest request, AttemptLog log) {
    private static final String UNDISCLOSED =
            "This is what was requested: the router does not disclose what it holds.";

    /**
     * Looks at the port of an accepted attempt: opened, misdirected or not held. Fails with {@link
     * Reason#UNREACHABLE} when that cannot be seen.
     */
    Outcome check(Attempt attempt) throws GatewayException, InterruptedException {
        Optional<PortMapping> held;
        try {
            held = held(attempt);
        } catch (GatewayException e) {
            return new Outcome.Opened(unread(attempt, e));
        }
        if (held.isEmpty()) {
            return new Outcome.NotHeld(
                    new GatewayException(
                            Reason.NOT_HELD, accepted(attempt) + " but does not hold it."));
        }
        InetAddress client = held.get().internalClient();
        if (client.isAnyLocalAddress()) {
            return new Outcome.Opened(asAsked(attempt));
        }
        if (session.isForOtherHost() && client.equals(session.localAddress())) {
            throw OtherHostRefusals.turnedToThisMachine(accepted(attempt), session);
        }
        if (!client.equals(session.client())) {
            return new Outcome.Misdirected(otherClient(attempt, client));
        }
        return new Outcome.Opened(told(held.get(), attempt.lease()));
    }

    /**
     * A permanent lease is believed only where it was asked for: some routers show 0 for every
     * lease, which ends all the same (quirk A47).
     */
    static PortMapping told(PortMapping held, Duration asked) {
        return held.lease().isZero() && !asked.isZero() ? held.withUnknownLease(asked) : held;
    }

    private Optional<PortMapping> held(Attempt attempt)
            throws GatewayException, InterruptedException {
        Optional<PortMapping> held = PortLookup.find(attempt, session);
        return held.isPresent() && !isFormer(held.get(), attempt) ? held : heldLater(attempt, held);
    }

    private Optional<PortMapping> heldLater(Attempt attempt, Optional<PortMapping> lookedUp)
            throws GatewayException, InterruptedException {
        TableReader table = new TableReader(session);
        Optional<PortMapping> held =
                lookedUp.isPresent() ? lookedUp : table.findHidden(attempt.key());
        Optional<PortMapping> later =
                LaterLooks.until(
                        session,
                        seen -> seen.filter(each -> !isFormer(each, attempt)).isPresent(),
                        held,
                        () -> PortLookup.find(attempt, session));
        return later.isPresent() ? later : table.findHidden(attempt.key());
    }

    /** Whether it is what this machine or the client had at the port before. */
    private boolean isFormer(PortMapping seen, Attempt attempt) {
        InetAddress leadsTo = seen.internalClient();
        return (leadsTo.equals(session.client()) || session.isOwn(leadsTo))
                && seen.internalPort() != attempt.internalPort();
    }

    private GatewayException otherClient(Attempt attempt, InetAddress client) {
        return new GatewayException(
                        Reason.CONFLICT,
                        accepted(attempt)
                                + " but forwards it to "
                                + client.getHostAddress()
                                + ". Try another port.")
                .advising(Advice.ANY_PORT);
    }

    /** The result for a mapping that stands and leads to the client. */
    MappingResult result(PortMapping held) {
        List<String> notes = new ArrayList<>(log.notes());
        notes.addAll(differences(held));
        return MappingResult.of(held, notes);
    }

    /** A refusal to tell does not undo what was accepted; silence leaves it in doubt. */
    private PortMapping unread(Attempt attempt, GatewayException failure) throws GatewayException {
        if (failure.reason() == Reason.UNREACHABLE) {
            throw new GatewayException(
                            Reason.UNREACHABLE,
                            accepted(attempt)
                                    + " but did not answer when it was read back, so the port may"
                                    + " be open.",
                            failure)
                    .advising(Advice.LIST_MAPPINGS);
        }
        return asAsked(attempt);
    }

    private PortMapping asAsked(Attempt attempt) {
        log.note(UNDISCLOSED);
        return new PortMapping(
                attempt.protocol(),
                attempt.externalPort(),
                session.client(),
                attempt.internalPort(),
                attempt.description(),
                true,
                attempt.lease(),
                attempt.remoteHost(),
                false);
    }

    private String accepted(Attempt attempt) {
        return session.router()
                + " accepted AddPortMapping for "
                + attempt.protocol()
                + " "
                + attempt.externalPort();
    }

    private List<String> differences(PortMapping held) {
        List<String> notes = new ArrayList<>();
        if (held.externalPort() != request.externalPort()) {
            notes.add(
                    held.protocol()
                            + " port "
                            + held.externalPort()
                            + " was opened instead of "
                            + request.externalPort()
                            + ".");
        }
        if (held.internalPort() != request.effectiveInternalPort()) {
            notes.add("The router forwards to internal port " + held.internalPort() + ".");
        }
        if (Refusals.isOfOtherProtocol(held)) {
            notes.add(
                    "It was opened over NAT-PMP or PCP"
                            + Refusals.name(held)
                            + ": the program that opened it may close it.");
        }
        if (!held.leaseKnown() && log.notes().stream().noneMatch(UNDISCLOSED::equals)) {
            notes.add(
                    "Asked for "
                            + lease(request.lease())
                            + "; the router does not say how long it holds the mapping.");
        } else if (held.lease().minus(request.lease()).abs().compareTo(PortLookup.LEASE_TOLERANCE)
                > 0) {
            notes.add(
                    "Asked for "
                            + lease(request.lease())
                            + (held.leaseKnown() ? ", the router holds " : ", the router accepted ")
                            + lease(held.lease())
                            + ".");
        }
        if (!Refusals.isOfOtherProtocol(held)
                && !held.description().equals(request.description().strip())) {
            notes.add(
                    held.description().isEmpty()
                            ? "The router keeps no description."
                            : "The router keeps the description as '" + held.description() + "'.");
        }
        if (!held.enabled()) {
            notes.add("The router holds the mapping as disabled.");
        }
        return notes;
    }

    private static String lease(Duration lease) {
        return lease.isZero() ? "a permanent lease" : "a lease of " + lease.toSeconds() + " s";
    }
}
