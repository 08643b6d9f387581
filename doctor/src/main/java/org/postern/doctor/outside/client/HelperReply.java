// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.util.Map;
import java.util.Optional;

/**
 * What a helper answered.
 *
 * @param status of HTTP, 100..999
 * @param texts the texts of the JSON object in the body; empty where it is none
 */
public record HelperReply(int status, Optional<Map<String, String>> texts) {
    /** Copies the texts. */
    public HelperReply {
        texts = texts.map(Map::copyOf);
    }

    /** A text of the JSON object; empty where it has none of this name. */
    String text(String name) {
        return texts.map(each -> each.getOrDefault(name, "")).orElse("");
    }
}
