// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Listens on an external TCP port, on a thread of its own. */
final class TcpForward implements PortForward {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    /** For all connections together, to let out what was sent. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final ServerSocket listener;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final Thread thread = Threads.daemon("forward", this::run);

    /** This and the rule are guarded by this object's lock. */
    private final Set<TcpConnection> connections = new HashSet<>();

    private ForwardRule rule;

    private TcpForward(
            ServerSocket listener, ForwardRule rule, Limits limits, TrafficCounters traffic) {
        this.listener = listener;
        this.rule = rule;
        this.limits = limits;
        this.traffic = traffic;
    }

    static TcpForward open(
            InetAddress wan, ForwardRule rule, Limits limits, TrafficCounters traffic)
            throws IOException {
        ServerSocket listener = new ServerSocket(rule.externalPort(), limits.connections(), wan);
        TcpForward forward = new TcpForward(listener, rule, limits, traffic);
        forward.thread.start();
        return forward;
    }

    @Override
    public synchronized ForwardRule rule() {
        return rule;
    }

    @Override
    public synchronized void retarget(ForwardRule changed) {
        endConnections();
        rule = changed;
    }

    @Override
    public void close() {
        Sockets.close(listener);
        // The port is free only after that.
        Threads.await(thread);
        endConnections();
    }

    private void run() {
        while (!listener.isClosed()) {
            try {
                accept(listener.accept());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "nothing accepted: {0}", e.getMessage());
            }
        }
    }

    private synchronized void accept(Socket outside) {
        connections.removeIf(TcpConnection::ended);
        if (connections.size() >= limits.connections() || !rule.permits(outside.getInetAddress())) {
            Sockets.close(outside);
            return;
        }
        TcpConnection connection =
                new TcpConnection(outside, rule.target(), limits.tcpIdle(), traffic);
        connections.add(connection);
        connection.start();
    }

    private synchronized void endConnections() {
        long end = System.nanoTime() + GRACE.toNanos();
        connections.forEach(each -> each.close(Math.max(0, (end - System.nanoTime()) / 1_000_000)));
        connections.clear();
    }
}
