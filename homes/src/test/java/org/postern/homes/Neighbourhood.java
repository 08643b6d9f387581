// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import org.postern.simulator.HeldMapping;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A simulated router on loopback, and what is asked about it. */
final class Neighbourhood {
    private static final long PATIENCE_SECONDS = 30;

    private Neighbourhood() {}

    /**
     * A router that opens its external ports on a loopback address of its own: another run of the
     * tests on this machine may have the same ports open.
     */
    static SimulatedRouter router(String name) throws IOException {
        return SimulatedRouter.start(
                RouterConfig.standard()
                        .withFriendlyName(name)
                        .withWanAddress("127." + part() + "." + part() + "." + part()));
    }

    /** Waits until the router's table is as it should be. */
    static void awaitMappings(SimulatedRouter router, Predicate<List<HeldMapping>> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.test(router.mappings())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The router still holds " + router.mappings());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static int part() {
        return ThreadLocalRandom.current().nextInt(16, 240);
    }
}
