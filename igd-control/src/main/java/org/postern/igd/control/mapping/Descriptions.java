// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Protocol;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to call a mapping where a router does not take its description: cut at 60 characters (quirk
 * A22: pf takes 63, nftables fails above 256), in plain ASCII, with the protocol in it (A21: a name
 * may serve only once), and none. Nothing ever recognises a mapping by its description.
 */
final class Descriptions {
    private static final int LENGTH = 60;

    private Descriptions() {}

    /** The substitutes in order, each with the words for what was done. */
    static Map<String, String> plainerThan(String asked, Protocol protocol) {
        Map<String, String> plainer = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            return plainer;
        }
        plainer.put(cut(asked, LENGTH), "a shorter description");
        String plain = cut(plain(asked), LENGTH);
        plainer.putIfAbsent(plain, "a description in plain ASCII");
        plainer.putIfAbsent(
                (cut(plain, LENGTH - 4) + " " + protocol).strip(),
                "the protocol in the description");
        plainer.put("", "no description");
        plainer.remove(asked);
        return plainer;
    }

    /** Also without the signs that XML escapes: some routers do not undo that. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[^ -~]", "")
                .replaceAll("[<>&\"']", " ")
                .replaceAll(" +", " ")
                .strip();
    }

    private static String cut(String text, int length) {
        int end = Math.min(length, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, end)).strip();
    }
}
