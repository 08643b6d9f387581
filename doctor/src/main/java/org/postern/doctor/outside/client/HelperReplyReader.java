// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes an answer as it comes, in pieces of any size: a head, and a body of the length that the head
 * announces, or up to the end of the connection. Not safe for several threads.
 */
public final class HelperReplyReader {
    /** A helper's answer has about 200 bytes. */
    public static final int MAX_BYTES = 4096;

    private static final String LENGTH = "content-length:";
    private static final int STATUS_DIGITS = 3;
    private static final int LONGEST_LENGTH = 5;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length;
    private int bodyStart;
    private boolean tooLong;

    /** Of the announced body, or nowhere; empty while the head is not whole. */
    private Optional<Integer> end = Optional.empty();

    /** Reads on. What exceeds the announced length is not looked at. */
    public void feed(ByteBuffer more) {
        while (more.hasRemaining() && !complete() && !tooLong) {
            if (length == MAX_BYTES) {
                tooLong = true;
            } else {
                bytes[length++] = more.get();
                if (end.isEmpty() && isHead()) {
                    bodyStart = length;
                    end = Optional.of(length + announced(text()));
                }
            }
        }
    }

    /** Whether there is nothing more to read. */
    public boolean complete() {
        return end.filter(each -> length >= each).isPresent();
    }

    /** Whether the answer is longer than any of a helper. */
    public boolean tooLong() {
        return tooLong;
    }

    /**
     * The answer, once it is complete or the connection has ended.
     *
     * @return empty for what is no answer of HTTP, or is too long
     */
    public Optional<HelperReply> reply() {
        String text = text();
        int status = status(text);
        return tooLong || status == 0 || bodyStart == 0
                ? Optional.empty()
                : Optional.of(new HelperReply(status, JsonObject.texts(text.substring(bodyStart))));
    }

    private String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** 0 where it is none. */
    private static int status(String text) {
        String[] words = text.lines().findFirst().orElse("").split(" ", STATUS_DIGITS);
        boolean valid =
                words.length >= 2
                        && words[0].startsWith("HTTP/1.")
                        && words[1].length() == STATUS_DIGITS
                        && words[1].chars().allMatch(digit -> digit >= '0' && digit <= '9')
                        && words[1].charAt(0) != '0';
        return valid ? Integer.parseInt(words[1]) : 0;
    }

    /** Whether what has come ends with a blank line. */
    private boolean isHead() {
        int last = length - 1;
        int before = last > 0 && bytes[last - 1] == '\r' ? last - 2 : last - 1;
        return bytes[last] == '\n' && before >= 0 && bytes[before] == '\n';
    }

    private static int announced(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(LENGTH))
                .map(line -> line.substring(LENGTH.length()).strip())
                .filter(HelperReplyReader::isLength)
                .findFirst()
                .map(Integer::parseInt)
                .orElse(MAX_BYTES);
    }

    private static boolean isLength(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_LENGTH
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
