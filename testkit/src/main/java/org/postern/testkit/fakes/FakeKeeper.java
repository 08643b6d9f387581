// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.jspecify.annotations.Nullable;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;
import org.postern.api.keeper.PortListener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A keeper and its provider in one, doing what a test says. */
public final class FakeKeeper implements PortKeeper, PortKeeperProvider {
    public final List<MappingRequest> requests = new CopyOnWriteArrayList<>();

    /** The same, with their families. */
    public final List<KeepRequest> terms = new CopyOnWriteArrayList<>();

    public final List<FakeKept> kept = new CopyOnWriteArrayList<>();
    public final List<KeeperListener> listeners = new CopyOnWriteArrayList<>();
    public final List<GatewayQuery> opened = new CopyOnWriteArrayList<>();
    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final CountDownLatch asked = new CountDownLatch(1);
    public final CountDownLatch watched = new CountDownLatch(1);

    /** What becomes of a new port. */
    public Consumer<FakeKept> onKeep = port -> {};

    /** What becomes of a port that is released; by default the router closes it at once. */
    public Consumer<FakeKept> onRelease = port -> port.released.complete(null);

    /** Calls listeners. */
    public Executor listenerThread = Runnable::run;

    public @Nullable GatewayException failure;

    @Override
    public PortKeeper open(GatewayQuery where) throws GatewayException {
        if (failure != null) {
            throw failure;
        }
        opened.add(where);
        return this;
    }

    @Override
    public KeptPort keep(KeepRequest request, PortListener listener) throws GatewayException {
        return add(request, "program");
    }

    public FakeKept add(MappingRequest request, String origin) {
        return add(KeepRequest.of(request), origin);
    }

    public FakeKept add(KeepRequest request, String origin) {
        FakeKept port = new FakeKept(this, request, origin);
        requests.add(request.mapping());
        terms.add(request);
        // Seen by other threads only in the state that the test wants.
        onKeep.accept(port);
        kept.add(port);
        asked.countDown();
        return port;
    }

    @Override
    public List<KeptPort> ports() {
        return new ArrayList<>(kept);
    }

    @Override
    public Watch watch(KeeperListener listener) {
        listeners.add(listener);
        watched.countDown();
        if (!calls.isEmpty()
                || kept.stream().anyMatch(each -> !each.status().holdings().isEmpty())) {
            // A gateway is there where something was released, or is open.
            KeeperEvent found = Fakes.event(KeeperEvent.Kind.GATEWAY_FOUND, "It is here.");
            listenerThread.execute(() -> listener.happened(found));
        }
        return () -> listeners.remove(listener);
    }

    public void tell(KeeperEvent event) {
        listenerThread.execute(() -> listeners.forEach(each -> each.happened(event)));
    }

    public void releasing(FakeKept port) {
        port.request
                .keys()
                .forEach(key -> calls.add("release " + key.protocol() + " " + key.externalPort()));
        onRelease.accept(port);
        kept.remove(port);
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
