// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Confidence;
import org.postern.api.doctor.Remedy;
import org.postern.api.gateway.Advice;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says, without words.
 *
 * @param cause the cause
 * @param alternatives what looks the same
 * @param confidence {@link Confidence#MEDIUM} where there are alternatives
 * @param facts what the words may tell
 * @param remedy the next step as data
 * @param works whether ports can be opened all the same
 */
public record Verdict(
        Cause cause,
        List<Cause> alternatives,
        Confidence confidence,
        Facts facts,
        Optional<Remedy> remedy,
        boolean works) {
    /** Copies the list. */
    public Verdict {
        alternatives = List.copyOf(alternatives);
        if (!alternatives.isEmpty() && confidence == Confidence.HIGH) {
            throw new IllegalArgumentException(cause + " has alternatives and is called sure.");
        }
    }

    /** A cause that explains alone what was seen. */
    public static Verdict sure(Cause cause) {
        return new Verdict(cause, List.of(), Confidence.HIGH, Facts.NONE, Optional.empty(), false);
    }

    /** A cause that others look like. */
    public static Verdict unsure(Cause cause, Cause... others) {
        return new Verdict(
                cause, List.of(others), Confidence.MEDIUM, Facts.NONE, Optional.empty(), false);
    }

    /** This verdict, as far as it can be told without something that was not measured. */
    public Verdict capped() {
        return new Verdict(cause, alternatives, Confidence.MEDIUM, facts, remedy, works);
    }

    /** This verdict where ports can be opened in spite of it. */
    public Verdict working() {
        return new Verdict(cause, alternatives, confidence, facts, remedy, true);
    }

    public Verdict with(Facts others) {
        return new Verdict(cause, alternatives, confidence, others, remedy, works);
    }

    public Verdict with(Fact fact) {
        return with(facts.with(fact));
    }

    public Verdict with(Fact fact, String text) {
        return with(facts.with(fact, text));
    }

    public Verdict with(Fact fact, Optional<String> text) {
        return with(facts.with(fact, text));
    }

    public Verdict with(Fact fact, int number) {
        return with(facts.with(fact, number));
    }

    public Verdict with(Fact fact, InetAddress address) {
        return with(facts.with(fact, address));
    }

    public Verdict with(Fact fact, Collection<?> all) {
        return with(facts.with(fact, all));
    }

    public Verdict remedy(Advice advice, String value) {
        return new Verdict(
                cause,
                alternatives,
                confidence,
                facts,
                Optional.of(new Remedy(advice, value)),
                works);
    }

    public Verdict remedy(Advice advice) {
        return remedy(advice, "");
    }
}
