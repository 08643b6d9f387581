// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisRequest;

import java.time.Instant;
import java.util.Optional;

/**
 * The doctor's last examination.
 *
 * @param running whether one is running now
 * @param looking what it looks at now, a few words; empty when none is running
 * @param report of the last one that ended with a diagnosis
 * @param failure why the last one ended without, one sentence; may be empty
 */
public record ExaminationState(
        boolean running, String looking, Optional<Report> report, String failure) {
    /**
     * A diagnosis.
     *
     * @param at when
     * @param request what was to be examined
     * @param diagnosis what it came to
     */
    public record Report(Instant at, DiagnosisRequest request, Diagnosis diagnosis) {}
}
