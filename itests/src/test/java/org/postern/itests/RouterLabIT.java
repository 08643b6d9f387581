// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.util.Map;

/**
 * Runs {@code itests/lab/run}, {@code run-iptables} and {@code run-pcp}, two at a time: each has
 * hosts of its own, and waits for most of its time.
 */
class RouterLabIT {

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void wholeWayAgainstMiniupnpd() throws IOException, InterruptedException {
        LabScript.run(
                "run",
                "router lab skipped: ",
                Map.of("KARAF", System.getProperty("postern.karaf")));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void changesOfTheRouterWithIptables() throws IOException, InterruptedException {
        LabScript.run("run-iptables", "lab with iptables skipped: ", Map.of());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withPcpAndNatPmp() throws IOException, InterruptedException {
        LabScript.run("run-pcp", "lab with PCP skipped: ", Map.of());
    }
}
