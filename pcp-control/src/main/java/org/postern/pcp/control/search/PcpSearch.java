// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.listeners.ListenerShield;
import org.postern.pcp.control.internal.system.ForbiddenSends;
import org.postern.pcp.control.logging.PcpLog;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One search over one protocol. Asks all places at the same moment, and reports each server when it answers, and again
 * when more is known. The state belongs to the loop's thread.
 */
public final class PcpSearch implements Watch {
    /** Where the system is asked for its routes by a command, they are known a little later. */
    private static final List<Duration> LATER_LOOKS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(250));

    /** "No limit" must not overflow where time is counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final GatewayParts parts;
    private final Dialect dialect;
    private final NetworkLoop loop;
    private final ServerPlaces places;
    private final RecentPlaces recent;
    private final CandidateListener listener;
    private final Duration within;
    private final Iterator<Duration> laterLooks = LATER_LOOKS.iterator();
    private final Map<PcpEndpoint, CompletableFuture<Void>> probes = new HashMap<>();
    private final Set<PcpEndpoint> leftAlone = new HashSet<>();

    /** Where the routers are known that were asked, or left alone. */
    private final Set<PcpEndpoint> routers = new HashSet<>();

    /** What was reported last of each that answered. */
    private final Map<PcpEndpoint, Candidate> found = new HashMap<>();

    /** Set once, from any thread; guarded by this, as are calls of the listener. */
    private boolean over;

    private PcpSearch(
            GatewayParts parts,
            Dialect dialect,
            ServerPlaces places,
            RecentPlaces recent,
            Duration within,
            CandidateListener listener) {
        this.parts = parts;
        this.dialect = dialect;
        this.loop = parts.servers().loop();
        this.places = places;
        this.recent = recent;
        this.within = within.compareTo(LONGEST) < 0 ? within : LONGEST;
        this.listener = listener;
    }

    /** Starts a search and returns at once. */
    public static PcpSearch start(
            GatewayParts parts,
            Dialect dialect,
            ServerPlaces places,
            RecentPlaces recent,
            Duration within,
            CandidateListener listener) {
        PcpSearch search = new PcpSearch(parts, dialect, places, recent, within, listener);
        search.loop.execute(within.isZero() ? search::end : search::look);
        if (search.loop.isClosed()) {
            search.end();
        }
        return search;
    }

    /** After it has returned, the listener is not called any more. */
    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        loop.execute(this::endProbes);
    }

    private void endProbes() {
        for (PcpEndpoint each : List.copyOf(probes.keySet())) {
            endProbe(each);
        }
    }

    /** What the gateway can do over IPv6 is still to be known, and is within the query's time. */
    private void endProbe(PcpEndpoint endpoint) {
        CompletableFuture<Void> probe = probes.get(endpoint);
        if (probe != null && !(endpoint.client() instanceof Inet6Address)) {
            probe.cancel(false);
        }
    }

    private void look() {
        for (PcpPlace each : recent.of(places, loop.nanoTime())) {
            PcpGateway gateway = each.gateway(dialect, parts);
            for (PcpEndpoint endpoint : each.asked(dialect)) {
                probe(endpoint, each, gateway);
            }
        }
        if (probes.isEmpty() && leftAlone.isEmpty() && laterLooks.hasNext()) {
            loop.after(laterLooks.next(), this::look);
        } else {
            endWhenAllHave();
        }
    }

    private void probe(PcpEndpoint endpoint, PcpPlace place, PcpGateway gateway) {
        PcpServer server = parts.servers().at(endpoint);
        routers.add(place.endpoint());
        if (!places.isExplicit(dialect) && server.isLeftAlone(dialect, loop.nanoTime())) {
            leftAlone.add(endpoint);
            return;
        }
        CompletableFuture<Void> probe =
                parts.probes().start(server, dialect, within, () -> report(place, gateway));
        probes.put(endpoint, probe);
        probe.whenComplete((nothing, failure) -> endWhenAllHave());
    }

    private void report(PcpPlace place, PcpGateway gateway) {
        if (!gateway.answering().isEmpty()) {
            PcpServer server = parts.servers().at(place.endpoint());
            Candidate candidate = ServerCandidate.of(server, gateway, places.isWanted(place));
            found.put(place.endpoint(), candidate);
            call(() -> listener.found(candidate), false);
        }
    }

    private void endWhenAllHave() {
        for (CompletableFuture<Void> each : probes.values()) {
            if (!each.isDone()) {
                return;
            }
        }
        end();
    }

    private void end() {
        Optional<GatewayException> failure =
                isAnyUsable() ? Optional.empty() : Optional.of(failure());
        call(() -> listener.ended(failure), true);
    }

    private boolean isAnyUsable() {
        for (Candidate each : found.values()) {
            if (each.usable()) {
                return true;
            }
        }
        return false;
    }

    /** A lock is held, so that who closes the search knows that the listener is not called. */
    private synchronized void call(Runnable call, boolean last) {
        if (!over) {
            over = last;
            ListenerShield.call(PcpLog.NAME, "The listener of a search", call);
        }
    }

    private GatewayException failure() {
        if (!found.isEmpty()) {
            return new GatewayException(
                    Reason.NO_GATEWAY,
                    "No gateway that answers "
                            + dialect.title()
                            + " can be used: it is not the one that was asked for, or has no"
                            + " external address now.");
        }
        return new GatewayException(Reason.NO_DEVICES, nobody())
                .advising(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH);
    }

    private boolean isNothingLetOut() {
        for (PcpEndpoint each : routers) {
            if (!parts.servers().at(each).isForbidden()) {
                return false;
            }
        }
        return true;
    }

    private String nobody() {
        if (routers.isEmpty()) {
            return "No default gateway is known that could be asked over PCP or NAT-PMP.";
        }
        String names =
                String.join(", ", routers.stream().map(PcpEndpoint::toString).sorted().toList());
        if (isNothingLetOut()) {
            return "Nothing could be sent to " + names + ". " + ForbiddenSends.CAUSE;
        }
        // Of both protocols in the same words, which are told once.
        return places.isOnly(dialect)
                ? "No gateway answers "
                        + dialect.title()
                        + " at "
                        + names
                        + ". It may be disabled in the settings of the gateway."
                : "No gateway answers PCP or NAT-PMP at "
                        + names
                        + ". One of UPnP, PCP and NAT-PMP has to be enabled in its settings.";
    }
}
