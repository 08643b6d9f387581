// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens one port for one transport protocol: over the control protocol that holds it already, else
 * over the first that can do all that is asked; where that refuses or is silent, over the next.
 */
final class PortOpener {
    /** Protocols grant a longer lease as rarely as a permanent one. */
    private static final Duration LONG_LEASE = Duration.ofDays(1);

    private final GatewayCall call;
    private final PortHolders holders;
    private final PortCloser closer;

    PortOpener(GatewayCall call, PortHolders holders, PortCloser closer) {
        this.call = call;
        this.holders = holders;
        this.closer = closer;
    }

    OpenedPort open(MappingRequest request, PortAttempt attempt, Duration reserve)
            throws GatewayException, InterruptedException {
        OpeningSteps steps = new OpeningSteps();
        ProtocolGateway via = next(request, attempt).orElseThrow(() -> noneFor(attempt));
        while (true) {
            attempt.asks(via);
            try {
                MappingResult result = ask(via, request, attempt, reserve);
                Optional<PortMapping> before = holders.mapping(result.mapping().key());
                holders.remember(result.mapping(), via.protocol());
                if (closeReplaced(attempt, steps)) {
                    result = askAgain(via, request.only(result.mapping().key()));
                }
                attempt.settled(via);
                return new OpenedPort(via, noted(result, steps.notes(), via, request), before);
            } catch (GatewayException e) {
                attempt.failed(via, e);
                steps.failed(e);
                Optional<ProtocolGateway> another =
                        isForOthers(e) ? next(request, attempt) : Optional.empty();
                if (another.isEmpty()) {
                    throw isForOthers(e) ? steps.allFailed() : steps.lastFailure();
                }
                String outcome = closedFirst(via, attempt, e);
                if (!isOutOfReach(e)) {
                    String step = steps.followed(via, another.get(), outcome);
                    LOG.log(Level.DEBUG, attempt.key() + ": " + step);
                }
                via = another.get();
            }
        }
    }

    /** The protocols that could have opened it have been taken away since the call began. */
    private static GatewayException noneFor(PortAttempt attempt) {
        return new GatewayException(
                Reason.UNSUPPORTED,
                "No control protocol that is left can open " + attempt.key() + ".");
    }

    private MappingResult ask(
            ProtocolGateway via, MappingRequest request, PortAttempt attempt, Duration reserve)
            throws GatewayException, InterruptedException {
        Duration time = call.left().minus(reserve);
        return call.ask(
                via,
                call.mayAskOthersThan(attempt.asked()) ? CallBudget.halved(time) : time,
                gateway -> gateway.map(request));
    }

    /**
     * Closes what stood before at protocols that failed, and returns whether something was closed,
     * or may have been. Only now: had no other protocol opened the port, it would have to stay.
     */
    private boolean closeReplaced(PortAttempt attempt, OpeningSteps steps)
            throws InterruptedException {
        boolean closed = false;
        for (ProtocolGateway each : attempt.replaced()) {
            PortCloser.Withdrawal outcome = closer.withdraw(each, attempt.key(), attempt.client());
            closed |= outcome != PortCloser.Withdrawal.NOT_OPEN;
            switch (outcome) {
                case CLOSED ->
                        steps.note(
                                "What control protocol "
                                        + each.protocol()
                                        + " held at "
                                        + attempt.key()
                                        + " was closed.");
                case IN_DOUBT ->
                        steps.note(
                                "Control protocol "
                                        + each.protocol()
                                        + " may hold "
                                        + attempt.key()
                                        + ", too.");
                case NOT_OPEN -> {}
            }
        }
        attempt.replaced().clear();
        return closed;
    }

    /** A router may keep one table for all protocols: there the new mapping was closed, too. */
    private MappingResult askAgain(ProtocolGateway via, MappingRequest request)
            throws GatewayException, InterruptedException {
        try {
            MappingResult result = call.ask(via, call.left(), gateway -> gateway.map(request));
            holders.remember(result.mapping(), via.protocol());
            return result;
        } catch (GatewayException e) {
            throw PortAttempt.mayHaveOpened(e) ? e : e.reworded(Reason.NOT_HELD, e.getMessage());
        }
    }

    /** Opens what was held before and has been overwritten. */
    void restore(ProtocolGateway via, PortMapping before)
            throws GatewayException, InterruptedException {
        Duration longest = MappingRequest.LONGEST_LEASE;
        MappingRequest here =
                MappingRequest.of(List.of(before.protocol()), before.externalPort())
                        .internalPort(before.internalPort())
                        .description(before.description())
                        .lease(before.lease().compareTo(longest) > 0 ? longest : before.lease());
        MappingRequest request =
                before.internalClient().equals(via.gateway().info().localAddress())
                        ? here
                        : here.client(before.internalClient());
        MappingResult result = call.ask(via, call.left(), gateway -> gateway.map(request));
        holders.remember(result.mapping(), via.protocol());
    }

    /** The protocol reaches the router, but nothing there that maps ports over it. */
    private static boolean isOutOfReach(GatewayException failure) {
        return failure.reason() == Reason.NO_GATEWAY && failure.code().isEmpty();
    }

    /** A port that is in use is so over all protocols, and so is an argument out of range. */
    private static boolean isForOthers(GatewayException failure) {
        return !failure.isConflict()
                && switch (failure.reason()) {
                    case INVALID_PORT, INVALID_PROTOCOL, INVALID_LEASE -> false;
                    case INVALID_ARGUMENT -> failure.code().isPresent();
                    default -> true;
                };
    }

    private Optional<ProtocolGateway> next(MappingRequest request, PortAttempt attempt)
            throws InterruptedException {
        Optional<ProtocolGateway> holder = call.opener(attempt.key(), holders);
        if (holder.isPresent() && isOpen(holder.get(), request, attempt)) {
            return holder;
        }
        if (holder.isPresent() && !holder.get().isFor(request)) {
            attempt.replace(holder.get());
        }
        List<ProtocolGateway> able =
                call.ableSoon(each -> isOpen(each, request, attempt) && canDoAll(each, request));
        for (ProtocolGateway each : able.isEmpty() ? call.all() : able) {
            if (isOpen(each, request, attempt)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether it may be asked, and has not been. */
    private static boolean isOpen(
            ProtocolGateway via, MappingRequest request, PortAttempt attempt) {
        return !attempt.asked().contains(via)
                && via.isFor(request)
                && via.mayLeadTo(attempt.client());
    }

    private static boolean canDoAll(ProtocolGateway via, MappingRequest request) {
        return (request.description().isEmpty() || via.has(Capability.DESCRIPTION))
                && (!needsLongLease(request) || via.has(Capability.PERMANENT_LEASE));
    }

    private static boolean needsLongLease(MappingRequest request) {
        return request.lease().isZero() || request.lease().compareTo(LONG_LEASE) > 0;
    }

    /** Two protocols must not hold one port, but what stood before is left until one has it. */
    private String closedFirst(ProtocolGateway via, PortAttempt attempt, GatewayException failure)
            throws InterruptedException {
        PortKey key = attempt.key();
        boolean held = holders.of(key).equals(Optional.of(via.protocol()));
        boolean mayHold = PortAttempt.mayHaveOpened(failure);
        if (held || (mayHold && attempt.mayHaveStoodAt(via))) {
            attempt.replace(via);
            return "";
        }
        PortCloser.Withdrawal outcome =
                mayHold
                        ? closer.withdraw(via, key, attempt.client())
                        : PortCloser.Withdrawal.NOT_OPEN;
        if (outcome != PortCloser.Withdrawal.IN_DOUBT) {
            attempt.settled(via);
        }
        return switch (outcome) {
            case CLOSED -> "What it held at " + key + " was closed first.";
            case NOT_OPEN -> "";
            case IN_DOUBT -> "It may hold " + key + ", too.";
        };
    }

    private static MappingResult noted(
            MappingResult result, List<String> steps, ProtocolGateway via, MappingRequest request) {
        PortMapping mapping = result.mapping();
        List<String> notes = new ArrayList<>(steps);
        notes.addAll(result.notes());
        if (!request.description().isEmpty() && !via.has(Capability.DESCRIPTION)) {
            notes.add("Control protocol " + via.protocol() + " keeps no descriptions.");
        }
        if (needsLongLease(request)
                && !via.has(Capability.PERMANENT_LEASE)
                && !mapping.lease().equals(request.lease())) {
            notes.add(
                    "Control protocol "
                            + via.protocol()
                            + " grants no lease this long: "
                            + mapping.key()
                            + " closes in "
                            + mapping.lease().toSeconds()
                            + " s unless it is renewed.");
        }
        return MappingResult.of(mapping, notes);
    }
}
