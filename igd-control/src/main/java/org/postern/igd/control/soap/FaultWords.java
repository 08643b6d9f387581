// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.api.gateway.Reason;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a router's own text says about the reason of a refusal, where its code says nothing (quirk
 * A46). All that were seen are English.
 */
final class FaultWords {
    /** It is about one argument of the request, not about the mapping. */
    private static final Pattern ARGUMENT =
            Pattern.compile("descri|lease|duration|length|\\blong\\b|argument");

    /** Within a name of several words. */
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private static final Map<Reason, Pattern> REASONS = new LinkedHashMap<>();

    static {
        put(
                Reason.NO_RESOURCES,
                "\\bfull\\b|\\bno (more|free|space|room|memory|available)|\\bno [a-z ]{1,30}"
                        + "available|out of memory|too many|limit|maximum|exhaust|exceed");
        put(
                Reason.NOT_AUTHORIZED,
                "not (allowed|permitted|authori[sz]ed)|unauthori[sz]ed|denied|forbidden|permission"
                        + "|prohibit|disabled|switched off");
        put(Reason.CONFLICT, "conflict|in use|already|occupied|\\btaken\\b");
    }

    private FaultWords() {}

    private static void put(Reason reason, String words) {
        REASONS.put(reason, Pattern.compile(words));
    }

    /** Empty where the text names none. */
    static Optional<Reason> reason(String text) {
        // The standard's own names are such as NoPortMapsAvailable.
        String words =
                WORD_BOUNDARY
                        .matcher(text)
                        .replaceAll(" ")
                        .replace('_', ' ')
                        .toLowerCase(Locale.ROOT);
        if (words.contains("permanent")) {
            return Optional.of(Reason.LEASE_REFUSED);
        }
        return ARGUMENT.matcher(words).find()
                ? Optional.empty()
                : REASONS.entrySet().stream()
                        .filter(each -> each.getValue().matcher(words).find())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }
}
