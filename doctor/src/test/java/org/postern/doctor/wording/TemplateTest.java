// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;

import java.util.Optional;

/** Sentences with facts in them. */
final class TemplateTest {
    private static final Facts FACTS = Facts.NONE.with(Fact.NEXT_HOP, "10.0.0.1").with(Fact.TESTED);

    @Test
    void factsAreFilledIn() {
        assertEquals(
                Optional.of("Nobody answers at 10.0.0.1."),
                new Template("Nobody answers at {NEXT_HOP}.").filled(FACTS));
    }

    @Test
    void withoutAFactThereIsNoSentence() {
        assertEquals(Optional.empty(), new Template("At {PAGE}.").filled(FACTS));
    }

    @Test
    void whatIsInBracketsMayBeLeftOut() {
        Template template = new Template("Nobody[ at {NEXT_HOP}] answers[ on {INTERFACE}].");

        assertEquals(Optional.of("Nobody at 10.0.0.1 answers."), template.filled(FACTS));
        assertEquals(Optional.of("Nobody answers."), template.filled(Facts.NONE));
    }

    @Test
    void aFactMayBeNeededAndNotShown() {
        Template template = new Template("{?TESTED}It was tried.");

        assertEquals(Optional.of("It was tried."), template.filled(FACTS));
        assertEquals(Optional.empty(), template.filled(Facts.NONE));
    }

    @Test
    void factsAreMadeHarmless() {
        Facts facts = Facts.NONE.with(Fact.GATEWAY, "a\u001b[31m\nb\u202ec{PAGE}[x]");

        assertEquals(
                Optional.of("At a[31mbc{PAGE}[x]."), new Template("At {GATEWAY}.").filled(facts));
    }

    @Test
    void outlineShowsWhereFactsAre() {
        assertEquals(
                "Nobody answers at ….",
                new Template("{?TESTED}Nobody answers at {NEXT_HOP}[ on {INTERFACE}].").outline());
    }
}
