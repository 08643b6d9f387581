// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element with its text and children. Names are local names and are compared without regard to
 * case: prefixes, namespaces and spelling vary (quirks D10, A34).
 */
public final class XmlElement {
    private final String name;
    private final String text;
    private final List<XmlElement> children;

    /** Text is trimmed already (quirk D11); the children are no one else's. */
    XmlElement(String name, String text, List<XmlElement> children) {
        this.name = name;
        this.text = text;
        this.children = Collections.unmodifiableList(children);
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
        return children;
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
