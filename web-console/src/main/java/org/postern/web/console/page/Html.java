// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML. All text and all values of attributes are escaped here and nowhere else; the names of
 * elements and attributes are those of the program. There is no way to write markup as it is.
 */
final class Html {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param name of it
     * @param attributes names and values in turn
     * @return this
     */
    Html open(String name, String... attributes) {
        empty(name, attributes);
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Html close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without an end, such as {@code input}. */
    Html empty(String name, String... attributes) {
        html.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            html.append('"');
        }
        html.append('>');
        return this;
    }

    /** An element with text in it. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** A name or another text that a device has chosen: its direction does not change what follows. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    /** A moment, which the script turns into local time. */
    Html time(Instant at) {
        return element("time", UTC.format(at), "datetime", at.toString());
    }

    private void escape(String text) {
        text.codePoints().filter(Html::isShown).forEach(this::escape);
    }

    /** Neither controls nor the marks of writing direction, nor halves of surrogate pairs. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private void escape(int codePoint) {
        switch (codePoint) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            // Felix' web console replaces what looks like one of its variables.
            case '$' -> html.append("&#36;");
            default -> html.appendCodePoint(codePoint);
        }
    }

    /** What was written; all elements have ended. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Not ended: " + open);
        }
        return html.toString();
    }
}
