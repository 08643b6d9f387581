// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachListener;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.PortKeeper;
import org.postern.testkit.fakes.Fakes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A helper outside, finding what a test says. */
public final class FakeHelper implements OutsideHelper, ReachWatch {
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final List<ReachListener> listeners = new CopyOnWriteArrayList<>();
    public final List<PortReach> found = new CopyOnWriteArrayList<>();

    /** Ends what is served. */
    public final CountDownLatch end = new CountDownLatch(1);

    public @Nullable IOException failure;

    /** What a helper found of a port, at a moment that is always the same. */
    public static PortReach reach(
            PortKey key, PortReach.State state, Optional<Instant> last, String sentence) {
        return new PortReach(
                key,
                AddressFamily.IPV4,
                state,
                Instant.parse("2026-03-01T06:10:03.5Z"),
                last,
                Optional.of(Fakes.address("203.0.113.7")),
                key.externalPort(),
                sentence);
    }

    public void tell(PortReach reach) {
        found.removeIf(each -> each.key().equals(reach.key()));
        found.add(reach);
        listeners.forEach(each -> each.changed(reach));
    }

    @Override
    public Serving serve(InetSocketAddress listen) throws IOException {
        if (failure != null) {
            throw failure;
        }
        calls.add("serve " + listen.getAddress().getHostAddress() + " " + listen.getPort());
        return new Serving() {
            @Override
            public InetSocketAddress address() {
                return listen.getPort() == 0
                        ? new InetSocketAddress(listen.getAddress(), 12_345)
                        : listen;
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                end.await();
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Override
    public OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReachWatch watch(PortKeeper keeper, URI helper, ReachListener listener) {
        calls.add("watch " + helper);
        listeners.add(listener);
        return this;
    }

    @Override
    public List<PortReach> ports() {
        return found;
    }

    @Override
    public void close() {
        calls.add("close");
        listeners.clear();
    }
}
