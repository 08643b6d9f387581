// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/**
 * The head of a request, as far as it counts here.
 *
 * @param method such as GET
 * @param path as it was sent
 * @param forwarded whether a proxy passed it on
 * @param length of the whole head, in bytes
 */
public record HelperRequest(String method, String path, boolean forwarded, int length) {
    /** What proxies add, in lower case (RFC 7239, RFC 9110 section 7.6.3, and customs). */
    private static final Set<String> FORWARDING =
            Set.of("forwarded", "via", "x-forwarded-for", "x-real-ip", "client-ip");

    private static final int LONGEST_METHOD = 20;

    /**
     * Reads a head.
     *
     * @param head up to its blank line, with one character for each byte
     * @throws HelperRefusedException where it is no HTTP/1
     */
    static HelperRequest of(String head) throws HelperRefusedException {
        Iterator<String> lines = head.lines().filter(line -> !line.isBlank()).iterator();
        String[] words = lines.hasNext() ? lines.next().split(" ", -1) : new String[0];
        if (words.length != 3 || !isMethod(words[0]) || !words[2].startsWith("HTTP/1.")) {
            throw new HelperRefusedException(HelperRefusal.MALFORMED);
        }
        boolean forwarded = false;
        while (lines.hasNext()) {
            forwarded |= FORWARDING.contains(name(lines.next()));
        }
        return new HelperRequest(words[0], words[1], forwarded, head.length());
    }

    private static boolean isMethod(String word) {
        return !word.isEmpty()
                && word.length() <= LONGEST_METHOD
                && word.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
    }
}
