// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.doctor.Cause;
import org.postern.doctor.verdict.Verdict;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** The cause of every recorded situation. */
final class DecisionTableTest {
    static Stream<Staged> situations() {
        return Situations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void namesTheCause(Staged staged) {
        Verdict verdict = DecisionTable.judge(staged.evidence()).verdict();

        assertEquals(staged.cause(), verdict.cause());
        assertEquals(staged.alternatives(), verdict.alternatives());
        assertEquals(staged.confidence(), verdict.confidence());
    }

    @Test
    void situationsHaveEveryCause() {
        Set<Cause> missing = EnumSet.allOf(Cause.class);
        situations().map(Staged::cause).forEach(missing::remove);

        assertTrue(missing.isEmpty(), missing::toString);
    }
}
