// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the property set of an event (UDA 1.1 section 4.3). NULs, a missing declaration and
 * malformed values are read over (quirk G5); a document that is none, or was cut off, says nothing
 * (G7): half an address, or none, must not be taken for the new one.
 */
public final class EventReader {
    /** A WAN service has five evented variables. */
    static final int MAX_PROPERTIES = 64;

    private static final String ROOT = "propertyset";

    private EventReader() {}

    /** The new values by variable, without regard to case, trimmed; none for what is no event. */
    public static Map<String, String> read(byte[] body) {
        try {
            return ended(body) ? properties(XmlReader.read(body)) : Map.of();
        } catch (XmlFormatException e) {
            return Map.of();
        }
    }

    private static Map<String, String> properties(XmlElement root) {
        if (!root.is(ROOT)) {
            return Map.of();
        }
        Map<String, String> inOrder = new LinkedHashMap<>();
        root.children("property")
                .flatMap(property -> property.children().stream())
                .filter(variable -> !variable.name().isEmpty())
                .limit(MAX_PROPERTIES)
                .forEach(variable -> inOrder.put(variable.name(), variable.text()));
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(inOrder);
        return Collections.unmodifiableMap(values);
    }

    /** The reader completes what is cut off, which is right for a description only. */
    private static boolean ended(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("\0", "");
        int tag = text.lastIndexOf("</");
        String name = tag < 0 ? "" : text.substring(tag).toLowerCase(Locale.ROOT);
        return name.contains(ROOT) && name.contains(">") || text.stripTrailing().endsWith("/>");
    }
}
