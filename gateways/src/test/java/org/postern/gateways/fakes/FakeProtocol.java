// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.fakes;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A protocol that says what a test tells it to say. */
public class FakeProtocol implements ControlProtocol {
    public final AtomicInteger openSearches = new AtomicInteger();
    public final AtomicInteger openWatches = new AtomicInteger();
    public final CountDownLatch searched = new CountDownLatch(1);
    public volatile CandidateListener search;
    public volatile GatewayListener watch;
    public volatile boolean closed;

    private final String name;
    private final Consumer<CandidateListener> atSearch;

    public FakeProtocol(String name) {
        this(name, listener -> {});
    }

    /** Tells something within the call that starts a search. */
    public FakeProtocol(String name, Consumer<CandidateListener> atSearch) {
        this.name = name;
        this.atSearch = atSearch;
    }

    public static Candidate candidate(Gateway gateway, Standing standing) {
        return new Candidate(
                gateway.info().id(),
                "Router " + gateway.info().id(),
                Optional.of(gateway),
                standing,
                false,
                true,
                "It stands " + standing + ".",
                List.of(),
                List.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Watch search(GatewayQuery query, CandidateListener listener) throws GatewayException {
        openSearches.incrementAndGet();
        search = listener;
        atSearch.accept(listener);
        searched.countDown();
        return openSearches::decrementAndGet;
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener)
            throws GatewayException {
        watch = listener;
        openWatches.incrementAndGet();
        return openWatches::decrementAndGet;
    }

    @Override
    public void close() {
        closed = true;
    }
}
