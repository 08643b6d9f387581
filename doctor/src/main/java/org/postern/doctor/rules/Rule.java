// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the table.
 *
 * @param name for tests and for the raw output
 * @param needs what must have been measured for the rule to be ruled out; empty for rules that only
 *     need what is always there
 * @param concerns whether the rule has something to say in a situation at all
 * @param judge the verdict where the rule holds
 */
record Rule(
        String name,
        Optional<Measurement> needs,
        Predicate<Situation> concerns,
        Function<Situation, Optional<Verdict>> judge) {

    static Rule of(String name, Function<Situation, Optional<Verdict>> judge) {
        return new Rule(name, Optional.empty(), situation -> true, judge);
    }

    /** This rule, which cannot be ruled out without a measurement. */
    Rule needing(Measurement measurement) {
        return new Rule(name, Optional.of(measurement), concerns, judge);
    }

    /** This rule in such situations alone. */
    Rule where(Predicate<Situation> condition) {
        return new Rule(name, needs, concerns.and(condition), judge);
    }

    Optional<Verdict> verdict(Situation situation) {
        return concerns.test(situation) ? judge.apply(situation) : Optional.empty();
    }

    /** What would have to be measured to rule it out; empty where that was measured. */
    Optional<Measurement> missing(Situation situation) {
        return concerns.test(situation)
                ? needs.filter(each -> !situation.measured(each))
                : Optional.empty();
    }
}
