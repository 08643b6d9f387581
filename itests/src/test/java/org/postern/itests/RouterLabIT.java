// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** Runs {@code itests/lab/run}, {@code run-iptables} and {@code run-pcp}. */
class RouterLabIT {

    @Test
    void wholeWayAgainstMiniupnpd() throws IOException, InterruptedException {
        LabScript.run(
                "run",
                "router lab skipped: ",
                Map.of("KARAF", System.getProperty("postern.karaf")));
    }

    @Test
    void changesOfTheRouterWithIptables() throws IOException, InterruptedException {
        LabScript.run("run-iptables", "lab with iptables skipped: ", Map.of());
    }

    @Test
    void withPcpAndNatPmp() throws IOException, InterruptedException {
        LabScript.run("run-pcp", "lab with PCP skipped: ", Map.of());
    }
}
