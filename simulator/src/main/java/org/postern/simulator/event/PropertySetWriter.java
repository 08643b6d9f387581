// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.event;

import static org.postern.simulator.description.Xml.element;

import java.util.Map;

/** The body of an event message (UDA 1.1, section 4.3). */
final class PropertySetWriter {
    private PropertySetWriter() {}

    static String write(Map<String, String> values) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");
        out.append("<e:propertyset xmlns:e=\"urn:schemas-upnp-org:event-1-0\">\n");
        values.forEach(
                (name, value) ->
                        out.append("<e:property>")
                                .append(element(name, value))
                                .append("</e:property>\n"));
        return out.append("</e:propertyset>\n").toString();
    }
}
