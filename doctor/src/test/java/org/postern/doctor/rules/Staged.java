// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Confidence;
import org.postern.doctor.evidence.Evidence;

import java.util.List;

/**
 * A situation with what must come of it.
 *
 * @param name for people
 * @param evidence what an examination sees there
 * @param cause the right one
 * @param alternatives what looks the same
 * @param confidence what may be claimed
 */
public record Staged(
        String name,
        Evidence evidence,
        Cause cause,
        List<Cause> alternatives,
        Confidence confidence) {

    static Staged sure(String name, Cause cause, EvidenceBuilder evidence) {
        return new Staged(name, evidence.build(), cause, List.of(), Confidence.HIGH);
    }

    static Staged unsure(String name, EvidenceBuilder evidence, Cause cause, Cause... others) {
        return new Staged(name, evidence.build(), cause, List.of(others), Confidence.MEDIUM);
    }

    @Override
    public String toString() {
        return name;
    }
}
