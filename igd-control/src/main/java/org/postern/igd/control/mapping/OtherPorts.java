// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the next port to try instead of a refused one, where the user accepts another. Never one
 * at which anything is seen, or of which the router does not tell: nothing that stands on the router
 * makes way for a port that nobody asked for by number. Used by one thread.
 */
final class OtherPorts {
    /**
     * The port to try instead of a refused one, free as far as can be seen, and whether the router
     * may be asked first to choose a port itself.
     */
    record Choice(int externalPort, boolean routerMayChoose) {}

    /** Where the router's reason is in doubt (quirk A17). */
    private static final int MOST_DOUBTFUL = 4;

    /** A router with rules for ports lets one in that is far from those of services, if any. */
    private static final int MOST_DENIED = 1;

    /** For another host: the second refusal shows that it is about the host, not about the port. */
    private static final int MOST_DOUBTFUL_FOR_OTHER_HOST = 1;

    private final ControlSession session;
    private final MappingRequest request;
    private final AttemptLog log;
    private final PortSearch search;
    private final Set<Integer> refused = new LinkedHashSet<>();
    private boolean somethingSeen;
    private int doubtful;
    private int denied;
    private boolean triedInternalPort;
    private boolean routerMayChoose;

    OtherPorts(ControlSession session, MappingRequest request, AttemptLog log) {
        this.session = session;
        this.request = request;
        this.log = log;
        this.search = new PortSearch(request.externalPort());
        this.routerMayChoose = session.hasVersion2();
    }

    /**
     * The next port. Fails, and with it the call, where the user accepts no other port or enough
     * have been tried.
     */
    Choice after(Attempt attempt, PortRefusal refusal)
            throws GatewayException, InterruptedException {
        note(attempt, refusal);
        if (refusal.kind() == PortRefusal.Kind.FINAL || !request.acceptsOtherPort()) {
            throw refusal.failure();
        }
        if (refusal.kind() == PortRefusal.Kind.SAME_NUMBER_ONLY) {
            return internalPort(attempt, refusal);
        }
        somethingSeen |= refusal.kind() == PortRefusal.Kind.OCCUPIED;
        doubtful +=
                refusal.kind() == PortRefusal.Kind.DOUBTFUL
                                || refusal.kind() == PortRefusal.Kind.STOPPED
                        ? 1
                        : 0;
        if (refusal.kind() == PortRefusal.Kind.DENIED) {
            denied++;
            search.skipNeighbours();
        }
        refused.add(attempt.externalPort());
        Choice choice =
                new Choice(nextFree(attempt).orElseThrow(() -> nowhere(refusal)), routerMayChoose);
        routerMayChoose = false;
        return choice;
    }

    /** Names the ports that were refused besides the one that the user asked for. */
    void noteRefused() {
        if (refused.size() > 1) {
            log.note(
                    "Refused too: "
                            + refused.stream()
                                    .skip(1)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    /** Of the port that the user asked for; {@link #noteRefused} names the others. */
    private void note(Attempt attempt, PortRefusal refusal) {
        if (request.acceptsOtherPort() && attempt.externalPort() == request.externalPort()) {
            refusal.note().ifPresent(log::note);
        } else {
            refusal.note().ifPresent(log::debug);
        }
    }

    /** The user's program listens inside, so only the outside can follow. */
    private Choice internalPort(Attempt attempt, PortRefusal refusal)
            throws GatewayException, InterruptedException {
        int port = attempt.internalPort();
        if (triedInternalPort || !PortLookup.at(attempt.at(port), session).free()) {
            throw refusal.failure();
        }
        triedInternalPort = true;
        log.note("The router wants the same port outside and inside (error 724).");
        return new Choice(port, false);
    }

    private OptionalInt nextFree(Attempt attempt) throws InterruptedException {
        int most = session.isForOtherHost() ? MOST_DOUBTFUL_FOR_OTHER_HOST : MOST_DOUBTFUL;
        boolean enough = doubtful > most || denied > MOST_DENIED;
        OptionalInt port = enough ? OptionalInt.empty() : search.next();
        while (port.isPresent() && !session.over()) {
            if (PortLookup.at(attempt.at(port.getAsInt()), session).free()) {
                return port;
            }
            somethingSeen = true;
            log.debug("something stands at port " + port.getAsInt());
            port = search.next();
        }
        return OptionalInt.empty();
    }

    private GatewayException nowhere(PortRefusal refusal) {
        // For another host the failure says already that it is about the host.
        return refused.size() == 1
                        || refusal.kind() == PortRefusal.Kind.STOPPED
                        || refusal.failure().reason() == Reason.NOT_HELD
                        || session.isForOtherHost() && doubtful > 0
                ? refusal.failure()
                : Refusals.everywhere(
                        session.router(), !somethingSeen, refused.size(), refusal.failure());
    }
}
