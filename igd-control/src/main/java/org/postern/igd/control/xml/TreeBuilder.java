// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a bounded tree of tags that need not match (quirks D8, A14): an element ends at the latest
 * with its parent, or where one begins that it cannot hold; an end tag that ends nothing is passed
 * over.
 */
final class TreeBuilder {
    static final int MAX_DEPTH = 64;

    /** Ten times what the largest real description holds. */
    static final int MAX_ELEMENTS = 20_000;

    private final List<OpenElement> open = new ArrayList<>();
    private final List<XmlElement> ended = new ArrayList<>(1);
    private int elements;

    boolean hasRoot() {
        return elements > 0;
    }

    /** Whether the root element has ended. */
    boolean isComplete() {
        return !ended.isEmpty();
    }

    /** Once it is complete. */
    XmlElement root() {
        return ended.get(0);
    }

    /** That of the innermost open element, to be added to. */
    StringBuilder text() {
        return last().text;
    }

    /** The root holds all there is, whatever it is called. */
    void start(String qualifiedName) throws XmlFormatException {
        OpenElement next = new OpenElement(qualifiedName);
        while (open.size() > 1 && last().kind.endsBefore(next.kind)) {
            endLast();
        }
        elements++;
        if (open.size() >= MAX_DEPTH || elements > MAX_ELEMENTS) {
            throw new XmlFormatException("the document has too many elements");
        }
        open.add(next);
    }

    /** Prefixes are compared as they are written: many are not declared (quirk D9). */
    void end(String qualifiedName) {
        int index = open.size() - 1;
        while (index >= 0 && !open.get(index).qualifiedName.equalsIgnoreCase(qualifiedName)) {
            index--;
        }
        while (index >= 0 && index < open.size()) {
            endLast();
        }
    }

    void endLast() {
        XmlElement last = open.remove(open.size() - 1).end();
        List<XmlElement> siblings = open.isEmpty() ? ended : last().children;
        siblings.add(last);
    }

    void endAll() {
        while (!open.isEmpty()) {
            endLast();
        }
    }

    private OpenElement last() {
        return open.get(open.size() - 1);
    }

    private static final class OpenElement {
        private final String qualifiedName;
        private final String name;
        private final ElementKind kind;
        private final StringBuilder text = new StringBuilder(0);
        private final List<XmlElement> children = new ArrayList<>(0);

        OpenElement(String qualifiedName) {
            this.qualifiedName = qualifiedName;
            this.name = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
            this.kind = ElementKind.of(name);
        }

        XmlElement end() {
            return new XmlElement(name, text.toString().strip(), children);
        }
    }
}
