// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.pcp;

import static org.postern.benchmarks.peers.CallTimer.timed;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/**
 * Searches again and again, in a warm JVM, at a router that speaks UPnP and no PCP: over PCP, which
 * must fail, over all protocols, and over UPnP. Prints lines of a measure, who was measured, and
 * microseconds.
 */
final class PcpRefused {
    private PcpRefused() {}

    /** {@code WARM_UP RUNS}. */
    public static void main(String[] arguments) throws Exception {
        int warmUp = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        try (GatewayFinder finder = GatewayFinder.create()) {
            for (int i = -warmUp; i < runs; i++) {
                boolean measured = i >= 0;
                timed(measured, "pcp-refused", "postern", () -> findNothing(finder));
                timed(measured, "no-pcp-search", "postern", () -> find(finder, ""));
                timed(measured, "no-pcp-search", "upnp", () -> find(finder, "upnp"));
            }
        }
        System.exit(0);
    }

    private static void find(GatewayFinder finder, String protocol)
            throws GatewayException, InterruptedException {
        finder.find(GatewayQuery.standard().withControlProtocol(protocol));
    }

    private static void findNothing(GatewayFinder finder)
            throws GatewayException, InterruptedException {
        try {
            find(finder, "pcp");
        } catch (GatewayException e) {
            if (e.reason() == Reason.NO_DEVICES) {
                return;
            }
            throw e;
        }
        throw new IllegalStateException("The router speaks PCP.");
    }
}
