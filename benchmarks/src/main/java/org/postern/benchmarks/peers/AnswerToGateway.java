// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Measures in plain Java how long it takes from the router's answer to a search over UPnP until the gateway
 * is known, in a JVM that is warm. Prints lines of a measure, who was measured, and microseconds.
 */
final class AnswerToGateway {

    private static final int WARM_UP = 50;
    private static final int RUNS = 51;

    private AnswerToGateway() {}

    public static void main(String[] none) throws GatewayException, InterruptedException {
        Thread.currentThread().setContextClassLoader(new TimedOnly());
        try (GatewayFinder finder = GatewayFinder.create()) {
            for (int i = -WARM_UP; i < RUNS; i++) {
                TimedStrategies.expectAnswer();
                finder.find(GatewayQuery.standard().withControlProtocol("upnp"));
                long nanos = System.nanoTime() - TimedStrategies.firstAnswer();
                if (i >= 0) {
                    System.out.println("answer postern " + nanos / 1000);
                }
            }
        }
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
