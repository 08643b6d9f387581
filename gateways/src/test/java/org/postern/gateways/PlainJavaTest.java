// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.finder.GatewayWatcher;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Watch;
import org.postern.gateways.fakes.Eventually;
import org.postern.gateways.fakes.FakeProtocol;
import org.postern.testkit.ModelGateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What ServiceLoader finds; META-INF/services of these tests names the protocols below. */
@Timeout(60)
class PlainJavaTest {
    private static final List<OnThePath> MADE = new CopyOnWriteArrayList<>();

    @BeforeEach
    void none() {
        MADE.clear();
    }

    /** A protocol that anybody could have brought. */
    public static final class OnThePath extends FakeProtocol {
        public OnThePath() {
            super(
                    "made-up",
                    listener ->
                            listener.found(
                                    candidate(ModelGateway.bare("made-up"), Standing.PUBLIC)));
            MADE.add(this);
        }
    }

    /** One that cannot even be made. */
    public static final class Broken extends FakeProtocol {
        public Broken() {
            super("broken");
            throw new IllegalStateException("no");
        }
    }

    @Test
    void aFinderUsesTheProtocolsOnThePath_andEndsThem() throws Exception {
        try (GatewayFinder finder = GatewayFinder.create()) {
            assertEquals(
                    List.of("made-up"),
                    finder.find(GatewayQuery.standard()).gateway().info().controlProtocols());
        }
        assertTrue(MADE.get(0).closed);
    }

    @Test
    void underAClassLoaderThatSeesNothing_theyAreFoundAllTheSame() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (GatewayFinder finder = GatewayFinder.create()) {
            finder.find(GatewayQuery.standard());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void eachWatchHasProtocolsOfItsOwn_whichEndWithIt() throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        Watch watch =
                GatewayWatcher.create()
                        .watch(
                                GatewayQuery.standard(),
                                GatewayWatcher.DEFAULT_POLL,
                                new Listener(added));
        MADE.get(0)
                .watch
                .added(ModelGateway.bare("made-up"), new GatewayState(Optional.empty(), 1));
        added.await();
        watch.close();
        Eventually.holds(() -> MADE.get(0).closed, "its protocol is closed");
        assertEquals(0, MADE.get(0).openWatches.get());
        Eventually.holds(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(each -> each.getName().equals("postern-gateways-watch")),
                "its thread is gone");
    }

    @Test
    void searchesOfAllWatchesAreCounted_alsoOfThoseThatHaveEnded() throws Exception {
        GatewayWatcher watcher = GatewayWatcher.create();
        for (int i = 0; i < 2; i++) {
            Watch watch =
                    watcher.watch(
                            GatewayQuery.standard(),
                            GatewayWatcher.DEFAULT_POLL,
                            new Listener(new CountDownLatch(1)));
            MADE.get(i).watch.searching();
            watch.close();
        }
        assertEquals(2, watcher.searches());
        assertEquals(0, GatewayWatcher.create().searches());
    }

    private record Listener(CountDownLatch added) implements GatewayListener {
        @Override
        public void added(Gateway gateway, GatewayState state) {
            added.countDown();
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {}

        @Override
        public void removed(Gateway gateway, String reason) {}
    }
}
