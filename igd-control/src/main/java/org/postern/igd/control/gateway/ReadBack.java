// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a router holds after it accepted a mapping, and tells how that differs from what the
 * user asked for: IGD:2 makes a week of forever (quirk A12), others cut descriptions, and some say
 * success and do nothing.
 */
final class ReadBack {
    private final MappingCalls calls;
    private final MappingRequest request;
    private final Trail trail;

    ReadBack(MappingCalls calls, MappingRequest request, Trail trail) {
        this.calls = calls;
        this.request = request;
        this.trail = trail;
    }

    /**
     * Looks at the port of an accepted attempt.
     *
     * @throws GatewayException {@link UpnpResult#CONFLICT_WITH_OTHER_MAPPING} when it leads to
     *     another machine, {@link UpnpResult#ACTION_FAILED} when nothing stands there, {@link
     *     UpnpResult#SOCKET_ERROR} when that cannot be seen
     */
    MappingResult of(Attempt attempt) throws GatewayException, InterruptedException {
        Optional<PortMapping> held;
        try {
            held = calls.find(attempt);
            if (held.isEmpty()) {
                held =
                        calls.table()
                                .seek(attempt.protocol(), attempt.externalPort(), calls.deadline());
            }
        } catch (GatewayException e) {
            return unread(attempt, e);
        }
        if (held.isEmpty()) {
            throw new GatewayException(
                    UpnpResult.ACTION_FAILED,
                    accepted(attempt)
                            + " but does not hold it. Restart the router, or map the port by"
                            + " hand.");
        }
        if (held.get().internalClient().isAnyLocalAddress()) {
            return untold(attempt);
        }
        if (!held.get().internalClient().equals(calls.client())) {
            throw new GatewayException(
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    accepted(attempt)
                            + " but forwards it to "
                            + held.get().internalClient().getHostAddress()
                            + ". Try another port, or --any-port.");
        }
        return result(held.get());
    }

    /** The result for a mapping of this machine that stands. */
    MappingResult result(PortMapping held) {
        List<String> notes = new ArrayList<>(trail.notes());
        notes.addAll(differences(held));
        return new MappingResult(held, notes);
    }

    /** A refusal to tell does not undo what was accepted; silence leaves it in doubt. */
    private MappingResult unread(Attempt attempt, GatewayException failure)
            throws GatewayException {
        if (failure.result() == UpnpResult.SOCKET_ERROR) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    accepted(attempt)
                            + " but did not answer when it was read back, so the port may be open."
                            + " Look with 'mappings'.",
                    failure);
        }
        return untold(attempt);
    }

    private MappingResult untold(Attempt attempt) {
        trail.say("This is what was asked: the router does not tell what it holds.");
        return result(
                new PortMapping(
                        attempt.protocol(),
                        attempt.externalPort(),
                        calls.client(),
                        attempt.internalPort(),
                        attempt.description(),
                        true,
                        attempt.lease(),
                        attempt.remoteHost()));
    }

    private String accepted(Attempt attempt) {
        return calls.router()
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
        if (held.lease().minus(request.lease()).abs().compareTo(Sight.LEASE_TOLERANCE) > 0) {
            notes.add(
                    "Asked for "
                            + lease(request.lease())
                            + ", the router holds "
                            + lease(held.lease())
                            + ".");
        }
        if (!held.description().equals(request.description().strip())) {
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
