// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.PortKeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A helper outside that finds what a test says. */
final class FakeHelper implements OutsideHelper {
    /** What it does. */
    interface Answer {
        Reached of(Protocol protocol, int port) throws IOException, InterruptedException;
    }

    static final InetAddress SEEN = OnePort.address("203.0.113.7");

    /** The ports at which it was asked to knock. */
    final List<Integer> knocks = new CopyOnWriteArrayList<>();

    /** How often it was asked about another address than the one that asks. */
    final AtomicInteger strange = new AtomicInteger();

    /** Runs at each question. */
    volatile Runnable asked = () -> {};

    volatile Answer answer;

    FakeHelper(Answer answer) {
        this.answer = answer;
    }

    @Override
    public OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException {
        asked.run();
        if (!address.equals(SEEN)) {
            strange.incrementAndGet();
            return new OutsideResult(SEEN, Reached.NOT_CHECKED);
        }
        knocks.add(port);
        return new OutsideResult(SEEN, answer.of(protocol, port));
    }

    @Override
    public Serving serve(InetSocketAddress listen) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReachWatch watch(PortKeeper keeper, URI helper, ReachListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
