// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.discovery.PlainStrategies;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The built-in strategies, with a note of when the first answer came. */
public final class TimedStrategies implements DiscoveryStrategyProvider {

    private static final AtomicLong FIRST_ANSWER = new AtomicLong();

    private final DiscoveryStrategyProvider builtIn = new PlainStrategies();
    private final List<DiscoveryStrategy> strategies =
            builtIn.strategies().stream().<DiscoveryStrategy>map(Timed::new).toList();

    /** Found by the service loader. */
    public TimedStrategies() {}

    /** Forgets the last search. */
    static void expectAnswer() {
        FIRST_ANSWER.set(0);
    }

    /** When the first answer since then came, by {@link System#nanoTime()}. */
    static long firstAnswer() {
        return FIRST_ANSWER.get();
    }

    @Override
    public List<DiscoveryStrategy> strategies() {
        return strategies;
    }

    @Override
    public void close() {
        builtIn.close();
    }

    private record Timed(DiscoveryStrategy strategy) implements DiscoveryStrategy {
        @Override
        public String name() {
            return strategy.name();
        }

        @Override
        public Search search(SearchRequest request, SearchListener listener) {
            return strategy.search(request, new TimedListener(listener));
        }
    }

    private record TimedListener(SearchListener listener) implements SearchListener {
        @Override
        public void found(Advertisement advertisement) {
            FIRST_ANSWER.compareAndSet(0, System.nanoTime());
            listener.found(advertisement);
        }

        @Override
        public void failed(String reason) {
            listener.failed(reason);
        }

        @Override
        public void forbidden() {
            listener.forbidden();
        }
    }
}
