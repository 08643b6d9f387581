// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param id what it is, such as {@code way-out}: lower case letters and hyphens, always the same for
 *     the same kind
 * @param result what came of it
 * @param text one line for people, without control characters; of the user's own addresses alone
 * @param values the raw values by name, in order: text, numbers, booleans, or lists of these; for
 *     people to send to others they hold no serial number and no hardware address
 */
public record Observation(String id, Result result, String text, Map<String, Object> values) {
    /** What came of an observation. */
    public enum Result {
        /** As it should be. */
        OK,
        /** Not as it should be. */
        WRONG,
        /** It was looked at and could not be told, as on a system that does not disclose it. */
        UNKNOWN,
        /** It was not looked at, because an earlier layer failed or nobody asked for it. */
        NOT_JUDGED
    }

    /** Copies the values. */
    public Observation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
