// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Balances the tags of a malformed document (quirks D8, A14): a tag that is none becomes text, an
 * element ends at the latest with its parent or where one begins that it cannot hold, and one that
 * a cut document leaves open loses its own text, since half a URL or number is worse than none.
 * Attributes, which nobody needs, are dropped.
 */
final class XmlMender {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,99}");
    private static final String CDATA = "<![CDATA[";

    private final String text;
    private final StringBuilder mended;
    private final Deque<String> open = new ArrayDeque<>();
    private int at;
    private boolean ended;

    private XmlMender(String text) {
        this.text = text;
        this.mended = new StringBuilder(text.length() + 256);
    }

    /** Empty for a document without a single tag. */
    static String mend(String clean) throws XmlFormatException {
        return new XmlMender(clean).mend();
    }

    private String mend() throws XmlFormatException {
        for (int tag = text.indexOf('<'); tag >= 0 && !ended; tag = text.indexOf('<', at)) {
            addText(text.substring(at, tag));
            boolean section = text.startsWith(CDATA, tag);
            int end = section ? text.indexOf("]]>", tag) : tagEnd(tag);
            if (end < 0) {
                break;
            }
            if (section) {
                at = end + 3;
                addWithin(text.substring(tag, at));
            } else if (text.charAt(end) == '>') {
                at = end + 1;
                addTag(text.substring(tag + 1, end));
            } else {
                at = end;
                addText("&lt;" + text.substring(tag + 1, at));
            }
        }
        while (!open.isEmpty()) {
            close();
        }
        return mended.toString();
    }

    /** The "&gt;" of a tag; the next "&lt;" when this one begins no tag; negative at the end. */
    private int tagEnd(int tag) {
        for (int i = tag + 1; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '>' || next == '<') {
                return i;
            } else if (next == '"' || next == '\'') {
                i = quoteEnd(i);
            }
        }
        return -1;
    }

    /** The end of an attribute's value; where it began when it does not end within the tag. */
    private int quoteEnd(int quote) {
        for (int i = quote + 1; i < text.length() && text.charAt(i) != '<'; i++) {
            if (text.charAt(i) == text.charAt(quote)) {
                return i;
            }
        }
        return quote;
    }

    private void addTag(String inner) throws XmlFormatException {
        boolean closing = inner.startsWith("/");
        String name = inner.substring(closing ? 1 : 0).split("[\\s/]", 2)[0];
        if (!NAME.matcher(name).matches()) {
            addText("&lt;" + inner + ">");
        } else if (closing) {
            closeUpTo(name);
        } else {
            openNew(name);
            if (inner.endsWith("/")) {
                close();
            }
        }
    }

    /** The root holds all there is, whatever it is called. */
    private void openNew(String name) throws XmlFormatException {
        while (open.size() > 1 && Neighbours.ends(open.getLast(), name)) {
            close();
        }
        mended.append('<').append(name).append('>');
        open.addLast(name);
        if (open.size() > XmlReader.MAX_DEPTH) {
            throw XmlReader.tooMany();
        }
    }

    private void closeUpTo(String name) {
        if (open.stream().anyMatch(name::equalsIgnoreCase)) {
            while (!open.getLast().equalsIgnoreCase(name)) {
                close();
            }
            close();
        }
    }

    private void close() {
        mended.append("</").append(open.removeLast()).append('>');
        ended = open.isEmpty();
    }

    private void addText(String more) {
        addWithin(more.replace(">", "&gt;"));
    }

    /** Text outside the root element is no one's. */
    private void addWithin(String more) {
        if (!open.isEmpty()) {
            mended.append(more);
        }
    }
}
