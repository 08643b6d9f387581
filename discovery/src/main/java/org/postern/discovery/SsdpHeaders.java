package org.postern.discovery;

import java.util.EnumMap;
import java.util.Map;

/**
 * The start line and the headers that count of one message. Reads the text once and copies only
 * what is kept: on port 1900 most messages are nobody's concern.
 */
final class SsdpHeaders {
    /** The headers that count. */
    enum Name {
        ST("ST"),
        NT("NT"),
        NTS("NTS"),
        USN("USN"),
        LOCATION("LOCATION"),
        CACHE_CONTROL("CACHE-CONTROL"),
        SERVER("SERVER"),
        BOOT_ID("BOOTID.UPNP.ORG"),
        NEXT_BOOT_ID("NEXTBOOTID.UPNP.ORG");

        private static final Name[] ALL = values();

        private final String spelling;

        /** An underscore stands for the hyphen in some (D-Link). */
        private final String underscored;

        Name(String spelling) {
            this.spelling = spelling;
            this.underscored = spelling.replace('-', '_');
        }

        /** In any case (quirk S6). */
        private boolean isAt(int start, int length, String text) {
            return length == spelling.length()
                    && (text.regionMatches(true, start, spelling, 0, length)
                            || text.regionMatches(true, start, underscored, 0, length));
        }
    }

    private final String text;
    private final Next lineFeed = new Next('\n');
    private final Next carriageReturn = new Next('\r');
    private final Next colon = new Next(':');
    private final Map<Name, String> values = new EnumMap<>(Name.class);
    private final String startLine;

    /** Where the next line begins. */
    private int at;

    SsdpHeaders(String text) {
        this.text = text;
        at = skipBlanks(0, text.length());
        int end = endOfLine();
        startLine = text.substring(at, end);
        skipLineEnd(end);
        while (at < text.length() && readLine()) {
            // Until the empty line, which ends the headers.
        }
    }

    String startLine() {
        return startLine;
    }

    /** Cleaned; empty where there is none. */
    String value(Name name) {
        return values.getOrDefault(name, "");
    }

    /** False for an empty line. */
    private boolean readLine() {
        int end = endOfLine();
        int first = skipBlanks(at, end);
        int nameEnd = colon.from(at);
        if (at < nameEnd && nameEnd < end) {
            readHeader(Math.min(first, nameEnd), nameEnd, end);
        }
        skipLineEnd(end);
        return first < end;
    }

    /** The first of several counts. */
    private void readHeader(int start, int nameEnd, int end) {
        int length = skipBlanksBack(start, nameEnd) - start;
        for (Name name : Name.ALL) {
            if (name.isAt(start, length, text)) {
                if (!values.containsKey(name)) {
                    values.put(name, valueWithin(nameEnd + 1, end));
                }
                return;
            }
        }
    }

    private String valueWithin(int start, int end) {
        int first = skipBlanks(start, end);
        return SsdpCodec.clean(text.substring(first, skipBlanksBack(first, end)));
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

    /** Some end lines by LF or CR only, or double the CR (S11). */
    private void skipLineEnd(int end) {
        at = end;
        while (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }

    /** Where a character comes next; passes over no part of the text twice. */
    private final class Next {
        private final char sought;
        private int found = -1;

        Next(char sought) {
            this.sought = sought;
        }

        /** The text's end where it comes no more. */
        int from(int start) {
            if (found < start) {
                int next = text.indexOf(sought, start);
                found = next < 0 ? text.length() : next;
            }
            return found;
        }
    }
}
