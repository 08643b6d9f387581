// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.postern.simulator.RouterConfig;

import java.util.concurrent.ThreadLocalRandom;

/** Simulated routers that do not get in one another's way. */
public final class LoopbackInterface {

    private LoopbackInterface() {}

    /**
     * A router that opens its external ports on a loopback address of its own: another run of the
     * tests on this machine may have the same ports open.
     */
    public static RouterConfig router() {
        return RouterConfig.standard().withWanAddress(wanAddress());
    }

    /** Such a loopback address. */
    public static String wanAddress() {
        return "127." + part() + "." + part() + "." + part();
    }

    /** Far from 127.0.0.1 and from all that is usual. */
    private static int part() {
        return ThreadLocalRandom.current().nextInt(16, 240);
    }
}
