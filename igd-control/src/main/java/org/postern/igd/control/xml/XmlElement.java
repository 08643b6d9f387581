// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element with its text and children. Names are local names and are compared without regard to
 * case: prefixes, namespaces and spelling vary (quirks D10, A34).
 */
public final class XmlElement {
    private final XmlElement parent;
    private final String qualifiedName;
    private final String name;
    private final List<XmlElement> children = new ArrayList<>(0);
    private String text = "";

    // Until the element has ended.
    private @Nullable StringBuilder longText;
    private @Nullable ElementKind kind;

    /** What holds a document's root element, without a parent of its own. */
    XmlElement() {
        this.parent = this;
        this.qualifiedName = "";
        this.name = "";
    }

    /**
     * An element that begins. It is the {@link XmlReader}'s alone until it has ended; from then on
     * nothing changes it.
     */
    XmlElement(XmlElement parent, String qualifiedName, String name) {
        this.parent = parent;
        this.qualifiedName = qualifiedName;
        this.name = name;
    }

    XmlElement parent() {
        return parent;
    }

    /** Whether this is the name with its prefix, in whatever case. */
    boolean isQualified(String other) {
        return qualifiedName.equalsIgnoreCase(other);
    }

    /** Whether the element ends where one of this local name begins. */
    boolean endsBefore(String next) {
        if (kind == null) {
            kind = ElementKind.of(name);
        }
        return kind.endsBefore(next);
    }

    void append(String more) {
        if (longText != null) {
            longText.append(more);
        } else if (text.isEmpty()) {
            text = more;
        } else {
            longText = new StringBuilder(text).append(more);
        }
    }

    int textLength() {
        return longText == null ? text.length() : longText.length();
    }

    void truncate(int length) {
        text = (longText == null ? text : longText.toString()).substring(0, length);
        longText = null;
    }

    /** Ends the element, whose text is complete, and hands it to its parent. */
    void end() {
        truncate(textLength());
        text = text.strip();
        parent.children.add(this);
    }

    /**
     * The name without its prefix.
     *
     * @return as written
     */
    public String name() {
        return name;
    }

    /**
     * The element's own text, trimmed (quirk D11).
     *
     * @return possibly empty
     */
    public String text() {
        return text;
    }

    /**
     * The child elements in document order.
     *
     * @return possibly none
     */
    public List<XmlElement> children() {
        return Collections.unmodifiableList(children);
    }

    /**
     * Whether the element has a name.
     *
     * @param other a local name
     * @return true when it is this one's, in whatever case
     */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /**
     * The children of one name.
     *
     * @param childName a local name
     * @return in document order
     */
    public Stream<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.is(childName));
    }

    /**
     * The first child of one name.
     *
     * @param childName a local name
     * @return empty when there is none
     */
    public Optional<XmlElement> child(String childName) {
        for (XmlElement child : children) {
            if (child.is(childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /**
     * The text of the first child of one name.
     *
     * @param childName a local name
     * @return empty when there is none
     */
    public String childText(String childName) {
        Optional<XmlElement> child = child(childName);
        return child.isPresent() ? child.get().text() : "";
    }

    /**
     * The first element of one name at any depth below this one or this one itself, in document
     * order.
     *
     * @param wanted a local name
     * @return empty when there is none
     */
    public Optional<XmlElement> find(String wanted) {
        if (is(wanted)) {
            return Optional.of(this);
        }
        for (XmlElement child : children) {
            Optional<XmlElement> found = child.find(wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
