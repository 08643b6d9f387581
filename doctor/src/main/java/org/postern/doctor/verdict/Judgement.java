// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

import java.util.List;

/**
 * What evidence comes to.
 *
 * @param rule the name of the rule that held
 * @param verdict what it says
 * @param findings what else was met
 */
public record Judgement(String rule, Verdict verdict, List<Finding> findings) {
    /** Copies the list. */
    public Judgement {
        findings = List.copyOf(findings);
    }
}
