// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.time.Duration;
import java.util.stream.Stream;

/** The thread that runs the system's command. */
final class RouteThreads {
    private static final Duration HANG_GUARD = Duration.ofSeconds(20);

    private RouteThreads() {}

    static boolean lives() {
        return all().findAny().isPresent();
    }

    static void awaitEnd() throws InterruptedException {
        for (Thread each : all().toList()) {
            each.join(HANG_GUARD.toMillis());
        }
        if (lives()) {
            throw new AssertionError("the thread did not end");
        }
    }

    private static Stream<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.isAlive() && each.getName().equals("postern-routes"));
    }
}
