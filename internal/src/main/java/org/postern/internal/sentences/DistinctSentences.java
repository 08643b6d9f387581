// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.sentences;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Messages about one thing, as of several protocols, in which each fact is told once: a sentence that
 * was there before is left out, and so is what failed, before a colon, where the rest is new. Used
 * by one thread.
 */
public final class DistinctSentences {
    private static final Pattern END = Pattern.compile("(?<=[.!?]) (?=[\\p{Lu}'])");
    private static final String COLON = ": ";

    private final Set<String> told = new HashSet<>();

    /** What is new in a message; possibly nothing. */
    public String of(String message) {
        List<String> added = new ArrayList<>();
        for (String sentence : END.split(message)) {
            if (told.add(sentence)) {
                added.add(withoutKnownBegin(sentence));
            }
        }
        return String.join(" ", added);
    }

    private String withoutKnownBegin(String sentence) {
        int colon = sentence.indexOf(COLON);
        if (colon < 0) {
            return sentence;
        }
        String rest = sentence.substring(colon + COLON.length());
        boolean isKnown = !told.add(sentence.substring(0, colon));
        return isKnown && !rest.isEmpty() && Character.isUpperCase(rest.charAt(0))
                ? rest
                : sentence;
    }
}
