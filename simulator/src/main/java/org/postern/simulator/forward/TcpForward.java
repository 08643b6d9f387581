// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;

/** Listens on an external TCP port. */
final class TcpForward implements PortForward, ReadyHandler {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final Set<TcpLink> links = new HashSet<>();
    private ForwardRule rule;

    TcpForward(
            Selector selector,
            InetAddress wan,
            ForwardRule rule,
            Limits limits,
            TrafficCounters traffic)
            throws IOException {
        this.selector = selector;
        this.rule = rule;
        this.limits = limits;
        this.traffic = traffic;
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(wan, rule.externalPort()), limits.connections());
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            Closing.quietly(listener);
            throw e;
        }
    }

    @Override
    public ForwardRule rule() {
        return rule;
    }

    @Override
    public void retarget(ForwardRule changed) {
        endLinks();
        rule = changed;
    }

    @Override
    public void sweep(long nanoTime) {
        long oldest = nanoTime - limits.tcpIdle().toNanos();
        links.stream().filter(link -> link.idleSince(oldest)).forEach(TcpLink::close);
        links.removeIf(link -> !link.open());
    }

    @Override
    public void close() {
        Closing.quietly(listener);
        endLinks();
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            SocketChannel outside = listener.accept();
            if (outside != null) {
                accept(outside);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "TCP {0,number,#}: {1}", rule.externalPort(), e.getMessage());
        }
    }

    private void accept(SocketChannel outside) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) outside.getRemoteAddress();
        links.removeIf(link -> !link.open());
        if (links.size() >= limits.connections() || !rule.lets(peer.getAddress())) {
            Closing.quietly(outside);
            return;
        }
        links.add(TcpLink.open(selector, outside, rule.target(), traffic));
    }

    private void endLinks() {
        links.forEach(TcpLink::close);
        links.clear();
    }
}
