// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the gateway answers before other calls stop waiting. */
final class SpeedRules {
    /** With an answer so late, a call that needs several takes longer than most users wait. */
    private static final long SLOW_ANSWER_MILLIS = 3000;

    private static final double MILLIS = 1000;

    static final List<Rule> RULES = List.of(Rule.of("slow-router", SpeedRules::slow));

    /** What lies beyond a gateway that is too slow to be asked for it cannot be told apart. */
    static final List<Rule> UNASKED =
            List.of(
                    Rule.of("slow-router-unasked", SpeedRules::slow)
                            .where(situation -> !situation.measured(Measurement.INTERNET)));

    private SpeedRules() {}

    private static Optional<Verdict> slow(Situation situation) {
        long patience = situation.question().patience().toMillis();
        long found = situation.gateway().afterMillis();
        long answer = situation.wan().readMillis();
        // Who waits longer on purpose need not be told again.
        if (found <= patience && answer <= Math.max(SLOW_ANSWER_MILLIS, patience)) {
            return Optional.empty();
        }
        long slowest = Math.max(found, answer);
        return Optional.of(
                Verdict.sure(Cause.SLOW_ROUTER)
                        .with(Fact.GATEWAY, RouterNames.of(situation.gateway()))
                        .with(Fact.SECONDS, String.format(Locale.ROOT, "%.1f", slowest / MILLIS))
                        .remedy(Advice.LONGER_SEARCH, Long.toString(enough(slowest))));
    }

    /** Half as long again, in whole seconds. */
    private static long enough(long millis) {
        long seconds = (long) Math.ceil(millis * 1.5 / MILLIS);
        return (long) (seconds * MILLIS);
    }
}
