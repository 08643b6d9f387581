// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.gateways.protocols.Failures;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Opens one port for one transport protocol: over the control protocol that holds it already, else
 * over the first that can do all that is asked; where that refuses or is silent, over the next.
 */
final class PortOpener {
    private static final Logger LOG = System.getLogger("org.postern.gateways");

    /** Protocols grant a longer lease as rarely as a permanent one. */
    private static final Duration LONG_LEASE = Duration.ofDays(1);

    private final GatewayCall call;
    private final PortHolders holders;
    private final PortCloser closer;
    private final InetAddress client;

    PortOpener(GatewayCall call, PortHolders holders, PortCloser closer, InetAddress client) {
        this.call = call;
        this.holders = holders;
        this.closer = closer;
        this.client = client;
    }

    MappingResult open(MappingRequest request, Duration reserve)
            throws GatewayException, InterruptedException {
        PortKey key = request.keys().get(0);
        List<ProtocolGateway> asked = new ArrayList<>();
        List<GatewayException> failures = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        ProtocolGateway via = next(request, key, asked).orElseThrow();
        while (true) {
            asked.add(via);
            try {
                Duration time = call.left().minus(reserve);
                MappingResult result =
                        call.ask(
                                via,
                                call.mayAskOthersThan(asked) ? time.dividedBy(2) : time,
                                gateway -> gateway.map(request));
                holders.remember(result.mapping(), via.protocol());
                return noted(result, steps, via, request);
            } catch (GatewayException e) {
                failures.add(e);
                Optional<ProtocolGateway> another =
                        isForOthers(e) ? next(request, key, asked) : Optional.empty();
                if (another.isEmpty()) {
                    throw Failures.withMore(isForOthers(e) ? Failures.joined(failures) : e, steps);
                }
                steps.add(step(via, another.get(), key, e));
                via = another.get();
            }
        }
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

    /** After these, the gateway may hold what it did not confirm. */
    static boolean mayHaveOpened(GatewayException failure) {
        return failure.isUnanswered()
                || switch (failure.reason()) {
                    case NOT_HELD, NO_ADDRESS, FAILED, UNKNOWN -> true;
                    default -> false;
                };
    }

    /** What is to be said of a port after an interrupt, or when its answer was lost. */
    static String inDoubt(PortKey key) {
        return key
                + " may be open already: look at the mappings of the gateway, and close it there.";
    }

    private Optional<ProtocolGateway> next(
            MappingRequest request, PortKey key, List<ProtocolGateway> asked)
            throws InterruptedException {
        Predicate<ProtocolGateway> open = each -> !asked.contains(each);
        Optional<ProtocolGateway> holder = holders.of(key).flatMap(call::named).filter(open);
        if (holder.isPresent()) {
            return holder;
        }
        Optional<ProtocolGateway> able =
                call.ableSoon(open.and(each -> canDoAll(each, request))).stream().findFirst();
        return able.isPresent() ? able : call.all().stream().filter(open).findFirst();
    }

    private static boolean canDoAll(ProtocolGateway via, MappingRequest request) {
        return (request.description().isEmpty() || via.has(Capability.DESCRIPTION))
                && (!needsLongLease(request) || via.has(Capability.PERMANENT_LEASE));
    }

    private static boolean needsLongLease(MappingRequest request) {
        return request.lease().isZero() || request.lease().compareTo(LONG_LEASE) > 0;
    }

    private String step(
            ProtocolGateway via, ProtocolGateway next, PortKey key, GatewayException failure)
            throws InterruptedException {
        boolean held = holders.of(key).equals(Optional.of(via.protocol()));
        String closed = "";
        if (held || mayHaveOpened(failure)) {
            closed =
                    switch (closer.withdraw(via, key, client)) {
                        case CLOSED -> " What it held at " + key + " was closed first.";
                        case NOT_OPEN -> "";
                        case IN_DOUBT -> " It may hold " + key + ", too.";
                    };
            holders.forget(key);
        }
        String step =
                "Control protocol "
                        + via.protocol()
                        + " failed, so "
                        + next.protocol()
                        + " was asked: "
                        + failure.getMessage()
                        + closed;
        LOG.log(Level.DEBUG, () -> key + ": " + step);
        return step;
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
