// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object (RFC 8259) whose values are texts, numbers, true, false or null: all that a
 * helper needs. Not safe for several threads.
 */
final class JsonObject {
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private final String text;
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /** The values that are texts, by name; empty when it is another document, or none. */
    static Optional<Map<String, String>> texts(String document) {
        try {
            return Optional.of(new JsonObject(document).read());
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> read() {
        Map<String, String> texts = new HashMap<>();
        expect('{');
        boolean more = next() != '}';
        while (more) {
            String name = string();
            expect(':');
            if (next() == '"') {
                check(texts.put(name, string()) == null);
            } else {
                scalar();
            }
            more = next() == ',';
            if (more) {
                at++;
            }
        }
        expect('}');
        skipBlanks();
        check(at == text.length());
        return texts;
    }

    /** The next character that is no blank. */
    private char next() {
        skipBlanks();
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) {
        check(next() == wanted);
        at++;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (text.charAt(at) != '"') {
            char each = text.charAt(at++);
            check(each >= ' ');
            value.append(each == '\\' ? escaped() : each);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char letter = text.charAt(at++);
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new IllegalArgumentException();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = Character.digit(text.charAt(at++), HEX);
            check(digit >= 0);
            code = HEX * code + digit;
        }
        return (char) code;
    }

    /** Not looked at: letters, digits and signs up to what follows a value. */
    private void scalar() {
        int start = at;
        while (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        check(at > start);
    }

    private static void check(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException();
        }
    }
}
