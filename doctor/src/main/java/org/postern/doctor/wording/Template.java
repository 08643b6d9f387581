// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;

import java.util.Optional;

/**
 * A sentence with facts in it. <code>{FACT}</code> stands for a fact, without which there is no
 * sentence; <code>{?FACT}</code> needs one and shows nothing; what is in brackets is left out where
 * one of its facts is missing.
 *
 * @param text such as <code>Nobody answers at {NEXT_HOP}[ on {INTERFACE}].</code>
 */
record Template(String text) {
    private static final String ELLIPSIS = "…";

    /** The sentence with these facts; empty where one is missing. */
    Optional<String> filled(Facts facts) {
        StringBuilder sentence = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', from)) {
            int close = text.indexOf(']', open);
            Optional<String> before = filledPart(text.substring(from, open), facts);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            sentence.append(before.get());
            filledPart(text.substring(open + 1, close), facts).ifPresent(sentence::append);
            from = close + 1;
        }
        return filledPart(text.substring(from), facts)
                .map(sentence::append)
                .map(StringBuilder::toString);
    }

    private static Optional<String> filledPart(String part, Facts facts) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = part.indexOf('{'); open >= 0; open = part.indexOf('{', from)) {
            int close = part.indexOf('}', open);
            boolean shown = part.charAt(open + 1) != '?';
            Fact fact = Fact.valueOf(part.substring(open + (shown ? 1 : 2), close));
            Optional<String> value =
                    facts.get(fact).map(PlainText::of).filter(each -> !each.isEmpty());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(part, from, open).append(shown ? value.get() : "");
            from = close + 1;
        }
        return Optional.of(filled.append(part.substring(from)).toString());
    }

    /** For the documentation: with an ellipsis for each fact, and without what may be left out. */
    String outline() {
        return text.replaceAll("\\{\\?[A-Z_]+}", "")
                .replaceAll("\\[[^\\]]*]", "")
                .replaceAll("\\{[A-Z_]+}", ELLIPSIS);
    }
}
