// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.verdict.Facts;
import org.postern.doctor.verdict.Judgement;
import org.postern.doctor.verdict.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a diagnosis of what was seen and judged. */
public final class Wording {
    private static final String AGAIN =
            " Then examine again, since what lies beyond was not judged.";

    private Wording() {}

    /**
     * Puts a judgement into words.
     *
     * @param request what was asked
     * @param evidence what was seen
     * @param judgement what it comes to
     * @param took how long it took
     * @return all that a caller gets
     */
    public static Diagnosis diagnosis(
            DiagnosisRequest request, Evidence evidence, Judgement judgement, Duration took) {
        Verdict verdict = judgement.verdict();
        Words words = CauseWords.of(verdict.cause());
        Optional<GatewaySeen> gateway = evidence.wan().map(Wan::gateway);
        return new Diagnosis(
                verdict.cause(),
                verdict.alternatives(),
                verdict.confidence(),
                message(verdict, words),
                words.next(verdict.facts()) + (isWorthAnother(verdict) ? AGAIN : ""),
                CheckWords.of(verdict),
                verdict.remedy(),
                verdict.works(),
                gateway.map(GatewaySeen::id),
                PlainText.of(gateway.map(GatewaySeen::name).orElse("")),
                judgement.findings().stream().map(NoteWords::of).toList(),
                Observations.of(evidence, verdict, request.stun()),
                took);
    }

    private static boolean isWorthAnother(Verdict verdict) {
        return !verdict.works() && verdict.cause() != Cause.UNKNOWN;
    }

    /** One line for each cause that it may be; the only one with its explanation. */
    private static String message(Verdict verdict, Words words) {
        Facts facts = verdict.facts();
        if (verdict.alternatives().isEmpty()) {
            return (words.what(facts) + " " + words.why(facts)).strip();
        }
        List<String> lines = new ArrayList<>(List.of(words.what(facts)));
        for (Cause each : verdict.alternatives()) {
            lines.add(CauseWords.of(each).what(facts));
        }
        return String.join("\n", lines);
    }
}
