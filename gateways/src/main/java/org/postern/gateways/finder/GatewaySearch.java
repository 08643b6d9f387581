// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.gateways.merged.MergedGateway;
import org.postern.gateways.merged.ProtocolGateway;
import org.postern.gateways.merged.ProtocolGateways;
import org.postern.gateways.merged.RouterAddress;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.reachability.LocalHost;
import org.postern.gateways.reachability.OpenPortNotes;
import org.postern.gateways.reachability.ReplyPath;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One search over all protocols. The caller's thread decides; the protocols' threads tell it what
 * they find. After the election the search of a protocol that has not found the elected router yet
 * goes on, so that it can join. All state is guarded by this; under the lock protocols are asked for
 * nothing but what their gateways know already.
 */
final class GatewaySearch {
    /** The elected gateway, which protocols may join. */
    private record Joinable(Candidate candidate, ProtocolGateways protocols) {}

    private final List<NamedProtocol> protocols;
    private final GatewayQuery query;
    private final LocalHost host;
    private final LongSupplier nanoTime;
    private final GatewayElection election;

    /** Of the protocols that still search; guarded by this, as are the next ones. */
    private final Map<String, Watch> open = new LinkedHashMap<>();

    private Optional<Joinable> joinable = Optional.empty();
    private boolean over;

    GatewaySearch(
            List<NamedProtocol> protocols,
            GatewayQuery query,
            HostPlaces places,
            LocalHost host,
            LongSupplier nanoTime) {
        this.protocols = protocols;
        this.query = query;
        this.host = host;
        this.nanoTime = nanoTime;
        this.election =
                new GatewayElection(
                        query, places, NamedProtocol.names(protocols), nanoTime.getAsLong());
    }

    /** Searches and elects; once. */
    GatewayChoice find() throws GatewayException, InterruptedException {
        boolean done = false;
        try {
            for (NamedProtocol each : protocols) {
                start(each);
            }
            // While the protocols wait for answers: the first use of a logger makes all of logging,
            // which takes a new process 10 ms.
            LOG.log(Level.DEBUG, () -> "Searching over " + NamedProtocol.names(protocols));
            ReplyPath replies = ReplyPath.now(host);
            GatewayChoice choice = choice(await(), replies);
            done = true;
            return choice;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void start(NamedProtocol protocol) {
        String name = protocol.name();
        try {
            Watch search = protocol.protocol().search(query, new Listener(name));
            keep(name, Objects.requireNonNull(search, "It returned no search."));
        } catch (GatewayException e) {
            onEnded(name, Optional.of(e));
        } catch (RuntimeException | LinkageError e) {
            // Anybody can bring a protocol; a broken one must not stop the others.
            LOG.log(Level.WARNING, "Control protocol " + name + " failed to search: " + e);
            onEnded(name, Optional.empty());
        }
    }

    /** One that ended while it was started needs no end. */
    private void keep(String protocol, Watch search) {
        synchronized (this) {
            if (!over && election.searching().contains(protocol)) {
                open.put(protocol, search);
                return;
            }
        }
        end(protocol, search);
    }

    /** From the moment of the election on, what is found joins the elected gateway. */
    private synchronized Elected await() throws GatewayException, InterruptedException {
        while (true) {
            if (over) {
                throw new GatewayException(Reason.UNKNOWN, "The finder was closed.");
            }
            long now = nanoTime.getAsLong();
            Optional<Elected> elected = election.decide(now);
            if (elected.isPresent()) {
                joinable =
                        Optional.of(
                                new Joinable(elected.get().candidate(), gateways(elected.get())));
                return elected.get();
            }
            TimeUnit.NANOSECONDS.timedWait(this, election.nanosToWait(now));
        }
    }

    private synchronized Joinable joinable() {
        return joinable.orElseThrow();
    }

    private ProtocolGateways gateways(Elected elected) {
        ProtocolGateways gateways =
                new ProtocolGateways(
                        over(elected.protocol(), elected.candidate().gateway().orElseThrow()));
        for (Elected.Partner each : elected.partners()) {
            gateways.join(over(each.protocol(), each.gateway()));
        }
        return gateways;
    }

    private ProtocolGateway over(String protocol, Gateway gateway) {
        int rank = 0;
        for (NamedProtocol each : protocols) {
            if (each.name().equals(protocol)) {
                rank = each.rank();
            }
        }
        return new ProtocolGateway(protocol, rank, gateway);
    }

    private GatewayChoice choice(Elected elected, ReplyPath replies) throws InterruptedException {
        ProtocolGateways gateways = joinable().protocols();
        Map<String, Watch> done = new LinkedHashMap<>();
        synchronized (this) {
            for (Map.Entry<String, Watch> each : open.entrySet()) {
                if (gateways.has(each.getKey())) {
                    done.put(each.getKey(), each.getValue());
                } else {
                    gateways.expect(each.getKey());
                }
            }
            open.keySet().removeAll(done.keySet());
        }
        for (Map.Entry<String, Watch> each : done.entrySet()) {
            end(each.getKey(), each.getValue());
        }
        MergedGateway gateway = new MergedGateway(gateways, new OpenPortNotes(host));
        List<String> warnings = new ArrayList<>(elected.candidate().warnings());
        replies.warning(gateway.info()).ifPresent(warnings::add);
        return new GatewayChoice(gateway, elected.reason(), warnings, elected.passedOver());
    }

    private synchronized boolean decided() {
        return over || joinable.isPresent();
    }

    /** Whether it was decided and no protocol searches any more. */
    synchronized boolean isOver() {
        return over || joinable.isPresent() && open.isEmpty();
    }

    /** Ends it where a protocol does not end by itself. */
    void closeIfLate() {
        if (election.isLate(nanoTime.getAsLong())) {
            close();
        }
    }

    /** Ends what still searches, and a caller that waits. */
    void close() {
        List<Map.Entry<String, Watch>> rest;
        synchronized (this) {
            over = true;
            rest = new ArrayList<>(Map.copyOf(open).entrySet());
            open.clear();
            notifyAll();
        }
        for (Map.Entry<String, Watch> each : rest) {
            onEnded(each.getKey(), Optional.empty());
        }
        for (Map.Entry<String, Watch> each : rest) {
            end(each.getKey(), each.getValue());
        }
    }

    private void onFound(String protocol, Candidate candidate) {
        if (!isReadable(protocol, candidate)) {
            return;
        }
        Optional<Watch> joined = Optional.empty();
        synchronized (this) {
            if (joinable.isEmpty()) {
                election.found(protocol, candidate, nanoTime.getAsLong());
                notifyAll();
            } else if (open.containsKey(protocol)
                    && SameRouter.joins(candidate, joinable.get().candidate())) {
                joinable.get().protocols().join(over(protocol, candidate.gateway().orElseThrow()));
                joined = Optional.ofNullable(open.remove(protocol));
            }
        }
        if (joined.isPresent()) {
            end(protocol, joined.get());
        }
    }

    /** Whether the gateway tells where it is: a broken one must not stop the others. */
    private static boolean isReadable(String protocol, Candidate candidate) {
        try {
            if (candidate.gateway().isPresent()) {
                RouterAddress.of(candidate.gateway().get());
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Control protocol "
                            + protocol
                            + " found a gateway that does not report its address:  "
                            + e);
            return false;
        }
    }

    private void onEnded(String protocol, Optional<GatewayException> failure) {
        Optional<Watch> search;
        synchronized (this) {
            election.ended(protocol, failure);
            search = Optional.ofNullable(open.remove(protocol));
            if (joinable.isPresent()) {
                joinable.get().protocols().expectNoLonger(protocol);
            }
            notifyAll();
        }
        if (search.isPresent()) {
            end(protocol, search.get());
        }
    }

    private static void end(String protocol, Watch search) {
        try {
            search.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Control protocol " + protocol + " failed to end its search: " + e);
        }
    }

    private final class Listener implements CandidateListener {
        private final String protocol;

        Listener(String protocol) {
            this.protocol = protocol;
        }

        @Override
        public void found(Candidate candidate) {
            onFound(protocol, candidate);
        }

        @Override
        public void ended(Optional<GatewayException> failure) {
            onEnded(protocol, failure);
        }

        @Override
        public boolean isDecided() {
            return decided();
        }
    }
}
