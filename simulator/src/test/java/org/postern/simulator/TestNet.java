// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback addresses, ports and waiting for tests. */
public final class TestNet {
    private static final long HANG_GUARD_NANOS = 15_000_000_000L;

    private TestNet() {}

    /** A loopback address that no other test uses at the same time. */
    public static String ownAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(16, 200) + "." + random.nextInt(256) + "." + 9;
    }

    /** A port that is free on the address now, for TCP. */
    public static int freePort(InetAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.getLocalPort();
        }
    }

    /** SSDP off, WAN side on an address of its own. */
    public static RouterConfig quiet() {
        return RouterConfig.standard().withSsdp(false).withWanAddress(ownAddress());
    }

    /** Waits until the condition holds. */
    public static void until(String promise, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + HANG_GUARD_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("never came true: " + promise);
            }
            Thread.onSpinWait();
        }
    }

    static long simulatorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("postern-sim"))
                .count();
    }
}
