// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.time.Duration;

/** The thread that runs the system's command. */
final class RouteThreads {
    private static final Duration HANG_GUARD = Duration.ofSeconds(20);

    private RouteThreads() {}

    static boolean lives() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.isAlive() && each.getName().equals("postern-routes"));
    }

    static void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + HANG_GUARD.toNanos();
        while (lives()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the thread did not end");
            }
            Thread.sleep(5);
        }
    }
}
