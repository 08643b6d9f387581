// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.exchange.PcpOutcome;
import org.postern.pcp.control.exchange.PcpOutcome.Replied;
import org.postern.pcp.control.gateway.PcpGateway;
import org.postern.pcp.control.internal.timing.Alarm;
import org.postern.pcp.control.internal.timing.Backoff;
import org.postern.pcp.control.internal.timing.Jitter;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;
import org.postern.pcp.control.server.PcpServers;
import org.postern.pcp.control.server.ServerProbes;

import java.time.Duration;
import java.util.Set;

/**
 * A server that answers, asked now and then whether it still does: for its epoch, and for its
 * external address. For the loop's thread alone.
 */
final class WatchedServer {
    /** How long one question lasts: six sends, over a router that loses packets. */
    private static final Duration ANSWER = Duration.ofSeconds(8);

    /** A daemon that restarts is back sooner; a router that reboots is not there for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One restart is announced several times, and seen by a poll besides. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final double SPREAD = 0.1;
    private static final Backoff AGAIN =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(16), 0.2);

    /** Called on the loop's thread. */
    interface Listener {
        /** Its state is another. */
        void changed(WatchedServer server);

        /** It does not answer any more. */
        void gone(WatchedServer server);
    }

    private final ServerProbes probes;
    private final PcpServers servers;
    private final NetworkLoop loop;
    private final PcpServer server;
    private final PcpGateway gateway;
    private final Duration poll;
    private final Jitter jitter;
    private final Listener listener;
    private final Alarm nextPoll;
    private final Alarm nextTelling;
    private final Runnable observer = this::observe;
    private final RouterRevision revision;
    private GatewayState told;
    private Set<Capability> toldCapabilities;
    private long toldAt;
    private int failures;
    private long failingSince;
    private boolean stopped;

    WatchedServer(
            ServerProbes probes,
            PcpServer server,
            PcpGateway gateway,
            Duration poll,
            Jitter jitter,
            Listener listener) {
        this.probes = probes;
        this.servers = probes.servers();
        this.loop = servers.loop();
        this.server = server;
        this.gateway = gateway;
        this.poll = poll;
        this.jitter = jitter;
        this.listener = listener;
        this.nextPoll = new Alarm(loop);
        this.nextTelling = new Alarm(loop);
        this.revision = new RouterRevision(first().revision(), REST);
        this.told = now();
        this.toldCapabilities = gateway.capabilities();
        this.toldAt = loop.nanoTime() - REST.toNanos();
    }

    /** By which the router is known. */
    PcpEndpoint endpoint() {
        return server.endpoint();
    }

    PcpGateway gateway() {
        return gateway;
    }

    /** What the listener knows. */
    GatewayState state() {
        return told;
    }

    private PcpServer first() {
        return gateway.answering().stream().findFirst().orElse(server);
    }

    private GatewayState now() {
        return new GatewayState(
                first().externalAddress(), revision.of(gateway.answering(), loop.nanoTime()));
    }

    void start() {
        server.addObserver(observer);
        pollLater(jitter.about(poll, SPREAD));
        tell();
    }

    void stop() {
        stopped = true;
        server.removeObserver(observer);
        nextPoll.off();
        nextTelling.off();
    }

    private void observe() {
        loop.execute(this::tell);
    }

    /**
     * Of several losses and addresses within a short time the first and, together, the others: who
     * forges announcements can change both with each. What the gateway can do at once.
     */
    void tell() {
        GatewayState state = now();
        Set<Capability> capabilities = gateway.capabilities();
        boolean sameCapabilities = capabilities.equals(toldCapabilities);
        boolean silent = gateway.answering().isEmpty();
        if (stopped || silent || sameCapabilities && state.equals(told)) {
            return;
        }
        Duration rest = REST.minusNanos(loop.nanoTime() - toldAt);
        if (sameCapabilities && !rest.isNegative() && !rest.isZero()) {
            if (!nextTelling.isSet()) {
                nextTelling.in(rest, this::tell);
            }
            return;
        }
        toldAt = state.equals(told) ? toldAt : loop.nanoTime();
        told = state;
        toldCapabilities = capabilities;
        listener.changed(this);
    }

    private void pollLater(Duration delay) {
        nextPoll.in(delay, this::poll);
    }

    private void poll() {
        Dialect dialect = gateway.dialect();
        PcpServer first = first();
        if (dialect == Dialect.PCP && first.answers(Dialect.NAT_PMP)) {
            // Only the address gives some changes of it away.
            servers.ask(first, Dialect.NAT_PMP.question(first.endpoint()), ANSWER);
        }
        gateway.answering().stream()
                .skip(1)
                .forEach(each -> probes.start(each, dialect, ANSWER, this::tell));
        servers.ask(first, dialect.question(first.endpoint()), ANSWER)
                .thenAccept(outcome -> loop.execute(() -> polled(outcome)));
    }

    private void polled(PcpOutcome outcome) {
        if (stopped) {
            return;
        }
        if (outcome instanceof Replied && gateway.answering().isEmpty()) {
            listener.gone(this);
            return;
        }
        if (outcome instanceof Replied) {
            failures = 0;
            tell();
            pollLater(jitter.about(poll, SPREAD));
            return;
        }
        long now = loop.nanoTime();
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        if (now - failingSince >= PATIENCE.toNanos()) {
            listener.gone(this);
        } else {
            pollLater(Duration.ofNanos(AGAIN.nanos(failures, jitter)));
        }
    }
}
