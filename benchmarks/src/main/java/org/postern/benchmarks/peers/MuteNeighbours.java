// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Routers that answer searches and take connections, but never send their description: one on each
 * address that is given, until the process is ended.
 */
final class MuteNeighbours {

    private MuteNeighbours() {}

    public static void main(String[] addresses) throws IOException, InterruptedException {
        List<SimulatedRouter> neighbours = new ArrayList<>();
        for (String address : addresses) {
            neighbours.add(
                    SimulatedRouter.start(
                            RouterConfig.standard()
                                    .withNetworkInterface(address)
                                    .withQuirks(Quirk.MUTE)));
        }
        System.out.println("ready: " + neighbours.size());
        new CountDownLatch(1).await();
    }
}
