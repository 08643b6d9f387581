// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;

@Timeout(30)
class WarmUpTest {
    @Test
    void closedWhileItRuns_endsItsThread_andDoesNotStartAgain() throws Exception {
        WarmUp warmUp = new WarmUp();
        warmUp.start(() -> false);
        warmUp.close();
        assertTrue(WarmUp.isStarted());
        awaitNoThread();

        new WarmUp().start(() -> false);

        assertFalse(isRunning());
    }

    @Test
    void whereNobodyWaits_itDoesNotStart() {
        boolean before = WarmUp.isStarted();

        new WarmUp().start(() -> true);

        assertEquals(before, WarmUp.isStarted());
    }

    private static void awaitNoThread() throws InterruptedException {
        while (isRunning()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().startsWith("postern-warm-up"));
    }
}
