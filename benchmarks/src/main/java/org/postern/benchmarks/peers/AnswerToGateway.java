// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures in plain Java how long it takes from the router's answer to a search until the gateway
 * is known, in a JVM that is warm. Prints rows of the benchmark's table.
 */
final class AnswerToGateway {

    private static final int WARM_UP = 50;
    private static final int RUNS = 51;

    private AnswerToGateway() {}

    public static void main(String[] none) throws GatewayException, InterruptedException {
        Thread.currentThread().setContextClassLoader(new TimedOnly());
        long[] afterAnswer = new long[RUNS];
        long[] afterCall = new long[RUNS];
        long threads;
        try (GatewayFinder finder = GatewayFinder.create()) {
            for (int i = -WARM_UP; i < RUNS; i++) {
                TimedStrategies.expectAnswer();
                long call = System.nanoTime();
                finder.find(GatewayQuery.standard());
                long known = System.nanoTime();
                if (i >= 0) {
                    afterAnswer[i] = known - TimedStrategies.firstAnswer();
                    afterCall[i] = known - call;
                }
            }
            // For what ends when a search has ended.
            TimeUnit.SECONDS.sleep(1);
            threads = ownThreads();
        }
        row("from Java: the router's answer to gateway known", afterAnswer, "at most 20 ms");
        row("from Java: call to gateway known", afterCall, "");
        System.out.printf("| from Java: threads of ours when idle | %d | at most 4 |%n", threads);
    }

    private static void row(String measure, long[] nanos, String promised) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f ms (worst of %d: %.1f ms) | %s |%n",
                measure,
                nanos[RUNS / 2] / 1e6,
                RUNS,
                nanos[RUNS - 1] / 1e6,
                promised);
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("postern-"))
                .count();
    }

    /** Hides the built-in provider of strategies, which the timed one wraps. */
    private static final class TimedOnly extends ClassLoader {
        private static final String SERVICES =
                "META-INF/services/" + DiscoveryStrategyProvider.class.getName();

        TimedOnly() {
            super(AnswerToGateway.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICES)
                    ? Collections.enumeration(
                            List.of(AnswerToGateway.class.getResource("strategy-providers")))
                    : super.getResources(name);
        }
    }
}
