// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Observation;
import org.postern.api.finder.GatewayQuery;
import org.postern.doctor.rules.DecisionTable;
import org.postern.doctor.rules.Situations;
import org.postern.doctor.rules.Staged;

import java.time.Duration;
import java.util.stream.Stream;

/** Every situation has words that can be shown. */
final class WordingTest {
    static Stream<Staged> situations() {
        return Situations.all().stream();
    }

    private static Diagnosis diagnosis(Staged staged) {
        return Wording.diagnosis(
                DiagnosisRequest.of(GatewayQuery.standard()).withStun("stun.example"),
                staged.evidence(),
                DecisionTable.judge(staged.evidence()),
                Duration.ofMillis(1200));
    }

    static Stream<String> sentences(Diagnosis diagnosis) {
        return Stream.of(
                        diagnosis.message().lines(),
                        Stream.of(diagnosis.next(), diagnosis.check()),
                        diagnosis.notes().stream().map(each -> each.text()))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everySituationHasWords(Staged staged) {
        Diagnosis diagnosis = diagnosis(staged);

        assertFalse(diagnosis.message().isBlank());
        assertFalse(diagnosis.next().isBlank());
        assertEquals(1 + diagnosis.alternatives().size(), diagnosis.message().lines().count());
        assertEquals(diagnosis.alternatives().isEmpty(), diagnosis.check().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("situations")
    void wordsAreSentencesWithoutPlaceholders(Staged staged) {
        sentences(diagnosis(staged))
                .filter(each -> !each.isEmpty())
                .forEach(
                        each -> {
                            assertTrue(each.matches(".*[.:)]"), each);
                            assertFalse(each.matches(".*[\\[\\]{}].*"), each);
                            assertFalse(each.contains("  "), each);
                        });
    }

    /** The library names no option of any command. */
    @ParameterizedTest
    @MethodSource("situations")
    void wordsNameNoOptions(Staged staged) {
        sentences(diagnosis(staged)).forEach(each -> assertFalse(each.contains("--"), each));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void observationsGoNoFurtherThanTheCause(Staged staged) {
        Diagnosis diagnosis = diagnosis(staged);

        assertTrue(
                diagnosis.observations().stream()
                        .map(Observation::id)
                        .allMatch(each -> each.matches("[a-z][a-z-]*")));
        assertEquals(
                diagnosis.observations().size(),
                diagnosis.observations().stream().map(Observation::id).distinct().count());
        assertFalse(diagnosis.observations().stream().anyMatch(each -> each.text().isBlank()));
    }
}
