// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The start line and the known headers of one message. Reads the text once and copies only what is
 * kept: most messages on port 1900 are of no interest.
 */
final class SsdpHeaders {
    enum Name {
        ST("ST"),
        NT("NT"),
        NTS("NTS"),
        USN("USN"),
        LOCATION("LOCATION"),
        CACHE_CONTROL("CACHE-CONTROL"),
        SERVER("SERVER"),
        BOOT_ID("BOOTID.UPNP.ORG"),
        NEXT_BOOT_ID("NEXTBOOTID.UPNP.ORG"),
        CONFIG_ID("CONFIGID.UPNP.ORG");

        private static final int COUNT = values().length;
        private static final int LONGEST = NEXT_BOOT_ID.spelling.length();

        /** By length: few lines need a comparison. */
        private static final List<List<Name>> OF_LENGTH = ofAllLengths();

        private final String spelling;

        /** Some devices write an underscore instead of the hyphen (D-Link). */
        private final String underscored;

        Name(String spelling) {
            this.spelling = spelling;
            this.underscored = spelling.replace('-', '_');
        }

        private static List<List<Name>> ofAllLengths() {
            List<List<Name>> all = new ArrayList<>();
            for (int length = 0; length <= LONGEST; length++) {
                List<Name> names = new ArrayList<>();
                for (Name each : values()) {
                    if (each.spelling.length() == length) {
                        names.add(each);
                    }
                }
                all.add(names);
            }
            return all;
        }

        /** In any case (quirk S6). */
        private boolean isAt(int start, String text) {
            int length = spelling.length();
            return text.regionMatches(true, start, spelling, 0, length)
                    || text.regionMatches(true, start, underscored, 0, length);
        }
    }

    private final String text;
    private final Next lineFeed = new Next('\n');
    private final Next carriageReturn = new Next('\r');
    private final Next colon = new Next(':');
    private final @Nullable String[] values = new @Nullable String[Name.COUNT];
    private final String startLine;

    /** The start of the next line. */
    private int at;

    /** Whether a header was read. */
    private boolean begun;

    /** The last known header, which a folded line continues. */
    private @Nullable Name last;

    SsdpHeaders(String text) {
        this.text = text;
        at = firstLetter();
        int end = endOfLine();
        startLine = text.substring(at, end);
        skipLineEnd(end);
        while (at < text.length() && readLine()) {
            // Reads up to the empty line, which ends the headers.
        }
    }

    String startLine() {
        return startLine;
    }

    /** Without control characters; empty where the header is missing. */
    String value(Name name) {
        @Nullable String value = values[name.ordinal()];
        return value == null ? "" : value;
    }

    /** Returns false for an empty line. */
    private boolean readLine() {
        int end = endOfLine();
        int first = skipBlanks(at, end);
        int nameEnd = colon.from(at);
        Name name = at < nameEnd && nameEnd < end ? name(Math.min(first, nameEnd), nameEnd) : null;
        if (name == null && begun && first > at) {
            continueLast(first, end);
        } else {
            begun = true;
            // Of several headers of one name, the first with a value counts.
            last = name != null && value(name).isEmpty() ? name : null;
            if (last != null) {
                values[last.ordinal()] = valueWithin(nameEnd + 1, end);
            }
        }
        skipLineEnd(end);
        return first < end;
    }

    /**
     * Joins a folded line (RFC 7230 section 3.2.4). A line that begins with a blank is still a
     * header when it follows the start line (quirk D34) or names a known header: some devices
     * indent whole messages.
     */
    private void continueLast(int start, int end) {
        if (last != null) {
            values[last.ordinal()] = (value(last) + " " + valueWithin(start, end)).strip();
        }
    }

    private @Nullable Name name(int start, int end) {
        int length = skipBlanksBack(start, end) - start;
        if (length > Name.LONGEST) {
            return null;
        }
        for (Name name : Name.OF_LENGTH.get(length)) {
            if (name.isAt(start, text)) {
                return name;
            }
        }
        return null;
    }

    /** Whatever follows a NUL is a remnant of the sender's memory (quirk S10). */
    private String valueWithin(int start, int end) {
        int first = skipBlanks(start, end);
        String value = text.substring(first, skipBlanksBack(first, end));
        int nul = value.indexOf('\0');
        return SsdpText.clean(nul < 0 ? value : value.substring(0, nul));
    }

    /** A byte order mark, NULs or empty lines may precede the message. */
    private int firstLetter() {
        int found = 0;
        while (found < text.length() && !isLetter(text.charAt(found))) {
            found++;
        }
        return found;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private int skipBlanks(int start, int end) {
        int found = start;
        while (found < end && Character.isWhitespace(text.charAt(found))) {
            found++;
        }
        return found;
    }

    private int skipBlanksBack(int start, int end) {
        int found = end;
        while (found > start && Character.isWhitespace(text.charAt(found - 1))) {
            found--;
        }
        return found;
    }

    private int endOfLine() {
        return Math.min(lineFeed.from(at), carriageReturn.from(at));
    }

    /** Some devices end lines by LF or CR only, or double the CR (quirk S11). */
    private void skipLineEnd(int end) {
        at = end;
        while (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }

    /** Finds the next occurrence of a character; reads no part of the text twice. */
    private final class Next {
        private final char sought;
        private int found = -1;

        Next(char sought) {
            this.sought = sought;
        }

        /** Returns the end of the text where there is none. */
        int from(int start) {
            if (found < start) {
                int next = text.indexOf(sought, start);
                found = next < 0 ? text.length() : next;
            }
            return found;
        }
    }
}
