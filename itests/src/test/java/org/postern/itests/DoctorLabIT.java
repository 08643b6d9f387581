// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** Runs {@code itests/lab/doctor}. */
class DoctorLabIT {

    @Test
    void namesTheCauseInStagedSituations() throws IOException, InterruptedException {
        LabScript.run("doctor", "lab of the doctor skipped: ", Map.of());
    }
}
