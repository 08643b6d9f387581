// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.gateways.fakes.Eventually;
import org.postern.gateways.fakes.FakeProtocol;
import org.postern.gateways.fakes.FakeProtocols;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** How a watch calls its listener: on its own thread, in order, and never after it was closed. */
@Timeout(60)
class WatchListenerTest {
    private static final GatewayQuery QUERY = GatewayQuery.standard();
    private static final Duration POLL = Duration.ofMinutes(5);

    private final FakeProtocol upnp = new FakeProtocol("upnp");
    private final FakeProtocol pcp = new FakeProtocol("pcp");
    private final FakeProtocols protocols = new FakeProtocols(upnp);
    private final RecordingListener told = new RecordingListener();
    private final ModelGateway listing = ModelGateway.listing("upnp");
    private final ModelGateway bare = ModelGateway.bare("pcp");
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Watch> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Watch::close);
    }

    @Test
    void whatProtocolsTellIsJoined_onTheThreadOfTheWatch() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        protocols.are(upnp, pcp);
        start(
                new RecordingListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {
                        threads.add(Thread.currentThread());
                        both.countDown();
                    }

                    @Override
                    public void changed(Gateway gateway, GatewayState state) {
                        threads.add(Thread.currentThread());
                        both.countDown();
                    }
                },
                QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        pcp.watch.added(bare, MergedRoutersTest.state("", 1));
        both.await();
        threads.forEach(each -> assertEquals("postern-gateways-watch", each.getName()));
    }

    @Test
    void aChangeKeepsItsPlaceBetweenAddedAndRemoved() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        start(
                new RecordingListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {
                        called.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        told.added(gateway, state);
                    }

                    @Override
                    public void changed(Gateway gateway, GatewayState state) {
                        told.changed(gateway, state);
                    }

                    @Override
                    public void removed(Gateway gateway, String reason) {
                        told.removed(gateway, reason);
                    }
                },
                QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        called.await();
        upnp.watch.changed(listing, MergedRoutersTest.state("", 2));
        upnp.watch.removed(listing, "Off.");
        upnp.watch.added(listing, MergedRoutersTest.state("", 3));
        upnp.watch.changed(listing, MergedRoutersTest.state("", 4));
        go.countDown();
        Eventually.holds(() -> told.lines.size() == 5, "all is told");
        assertEquals(
                List.of(
                        "added upnp - 1",
                        "changed upnp - 2",
                        "removed upnp Off.",
                        "added upnp - 3",
                        "changed upnp - 4"),
                told.lines);
    }

    @Test
    void closingEndsEverything_andTheListenerIsNotCalledAgain() {
        protocols.are(upnp, pcp);
        Watch watch = start(told, QUERY);
        watch.close();
        watch.close();
        Eventually.holds(ended::get, "it has ended");
        assertEquals(0, upnp.openWatches.get());
        assertEquals(0, pcp.openWatches.get());
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        assertEquals(List.of(), told.lines);
        protocols.are(upnp);
    }

    @Test
    void closingFromWithinTheListenerReturnsAtOnce() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        start(
                new RecordingListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {
                        try {
                            started.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        open.get(0).close();
                        assertFalse(ended.get());
                        closed.countDown();
                    }
                },
                QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        started.countDown();
        closed.await();
        Eventually.holds(ended::get, "it has ended");
    }

    @Test
    void aListenerThatHangsDoesNotHangWhoCloses() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Watch watch =
                start(
                        new RecordingListener() {
                            @Override
                            public void added(Gateway gateway, GatewayState state) {
                                called.countDown();
                                try {
                                    go.await();
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            }

                            @Override
                            public void removed(Gateway gateway, String reason) {
                                told.lines.add("too late");
                            }
                        },
                        QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        called.await();
        upnp.watch.removed(listing, "Off.");
        watch.close();
        go.countDown();
        Eventually.holds(ended::get, "it has ended");
        assertEquals(List.of(), told.lines);
    }

    @Test
    void ofManyChangesTheLastCounts() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        start(
                new RecordingListener() {
                    @Override
                    public void added(Gateway gateway, GatewayState state) {
                        called.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public void changed(Gateway gateway, GatewayState state) {
                        told.changed(gateway, state);
                    }
                },
                QUERY);
        upnp.watch.added(listing, MergedRoutersTest.state("", 1));
        called.await();
        for (int revision = 2; revision <= 1000; revision++) {
            upnp.watch.changed(listing, MergedRoutersTest.state("", revision));
        }
        go.countDown();
        Eventually.holds(() -> told.lines.contains("changed upnp - 1000"), "the last is told");
        assertEquals(1, told.lines.size());
    }

    private Watch start(GatewayListener listener, GatewayQuery query) {
        try {
            Watch watch =
                    MergedWatch.start(
                            protocols,
                            MergedWatchTest.NO_ROUTES,
                            query,
                            POLL,
                            listener,
                            () -> ended.set(true),
                            new WatchLoop());
            open.add(watch);
            return watch;
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
    }
}
