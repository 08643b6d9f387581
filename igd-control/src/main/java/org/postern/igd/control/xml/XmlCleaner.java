// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what routers send into text that a strict XML reader can take: starts at the first "&lt;"
 * (blanks and byte order marks come before it, quirks D1, D2), leaves out comments and declarations
 * (some stand within elements, D45), blanks what XML forbids (D4), and escapes a bare "&amp;" (D7).
 */
final class XmlCleaner {
    private static final Pattern HTML =
            Pattern.compile("(?i)\\s*+(?:<\\?[^>]*+>\\s*+)?+<(?:!doctype\\s++html|html\\b)");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:amp|lt|gt|quot|apos|#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6}));");
    private static final String CDATA = "<![CDATA[";

    private final String raw;

    /** What was kept or put in before {@link #kept}; nothing is copied before it must be. */
    private final StringBuilder clean = new StringBuilder();

    private final Matcher reference;

    /** Where the text begins that is kept as it is. */
    private int kept;

    private int at;

    private XmlCleaner(String raw, int start) {
        this.raw = raw;
        this.at = start;
        this.kept = start;
        this.reference = REFERENCE.matcher(raw);
    }

    static String clean(byte[] bytes) throws XmlFormatException {
        String raw = XmlDecoder.decode(bytes);
        int start = raw.indexOf('<');
        if (start < 0) {
            boolean empty = raw.chars().allMatch(c -> c <= ' ' || c == '\ufeff');
            throw new XmlFormatException(
                    empty ? "the document is empty" : "the document is no XML");
        }
        if (HTML.matcher(raw).region(start, raw.length()).lookingAt()) {
            throw new XmlFormatException("the document is an HTML page");
        }
        return new XmlCleaner(raw, start).clean();
    }

    private String clean() throws XmlFormatException {
        skipText();
        while (at < raw.length()) {
            char next = raw.charAt(at);
            if (next == '<') {
                markup();
            } else if (next != '&') {
                replace(" ");
            } else if (isReference()) {
                at++;
            } else {
                replace("&amp;");
            }
            skipText();
        }
        return clean.isEmpty() ? raw.substring(kept) : clean.append(raw, kept, at).toString();
    }

    /** Most of a document needs no second look. */
    private void skipText() {
        int end = at;
        while (end < raw.length() && isText(raw.charAt(end))) {
            end++;
        }
        at = end;
    }

    private static boolean isText(char c) {
        return c != '<' && c != '&' && allowed(c);
    }

    private void markup() throws XmlFormatException {
        if (raw.startsWith("<?", at)) {
            drop(instructionEnd());
        } else if (!raw.startsWith("<!", at)) {
            at++;
        } else if (raw.startsWith("<!--", at)) {
            drop(after("-->"));
        } else if (raw.startsWith(CDATA, at)) {
            section(after("]]>"));
        } else if (begins("<!DOCTYPE") || begins("<!ENTITY")) {
            throw new XmlFormatException("the document has a DTD, which is not read for safety");
        } else {
            at++;
        }
    }

    private boolean begins(String declaration) {
        return raw.regionMatches(true, at, declaration, 0, declaration.length());
    }

    /** Where what begins here ends: at the document's end when its own is missing. */
    private int after(String end) {
        int found = raw.indexOf(end, at);
        return found < 0 ? raw.length() : found + end.length();
    }

    /** After "&gt;", or at the latest where a tag begins: some forget its end. */
    private int instructionEnd() {
        int end = at + 2;
        while (end < raw.length() && raw.charAt(end) != '<') {
            if (raw.charAt(end++) == '>') {
                return end;
            }
        }
        return Math.min(end, raw.length());
    }

    /** Within a tag a blank stays, or else two halves would make a declaration. */
    private void drop(int end) {
        boolean within = withinTag();
        leaveOut(end);
        if (within) {
            clean.append(' ');
        }
    }

    /** Looks back no further than to what was left out before. */
    private boolean withinTag() {
        int before = at - 1;
        while (before >= 0 && raw.charAt(before) != '<' && raw.charAt(before) != '>') {
            before--;
        }
        return before >= 0 && raw.charAt(before) == '<';
    }

    private void section(int end) {
        while (at < end) {
            if (allowed(raw.charAt(at))) {
                at++;
            } else {
                replace(" ");
            }
        }
    }

    private void replace(String better) {
        leaveOut(at + 1);
        clean.append(better);
    }

    private void leaveOut(int end) {
        clean.append(raw, kept, at);
        kept = end;
        at = end;
    }

    private boolean isReference() {
        reference.region(at + 1, raw.length());
        return reference.lookingAt() && refersToText(reference.group());
    }

    private static boolean refersToText(String reference) {
        if (!reference.startsWith("#")) {
            return true;
        }
        String number = reference.substring(1, reference.length() - 1);
        int code =
                number.startsWith("x")
                        ? Integer.parseInt(number.substring(1), 16)
                        : Integer.parseInt(number);
        return code <= 0xffff
                ? allowed((char) code) && !Character.isSurrogate((char) code)
                : code <= Character.MAX_CODE_POINT;
    }

    private static boolean allowed(char c) {
        return c >= ' ' && c < '\ufffe' || c == '\t' || c == '\n' || c == '\r';
    }
}
