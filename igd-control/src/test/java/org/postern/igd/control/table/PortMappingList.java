// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer to GetListOfPortMappings as the standard writes it (WANIPConnection:2 section 2.5.21). */
final class PortMappingList {
    private PortMappingList() {}

    static String entries(Stream<Map<String, String>> table) {
        return table.map(PortMappingList::xml).collect(Collectors.joining());
    }

    private static String xml(Map<String, String> entry) {
        return entry.entrySet().stream()
                .map(each -> tag(each.getKey(), each.getValue()))
                .collect(Collectors.joining("", "<p:PortMappingEntry>", "</p:PortMappingEntry>"));
    }

    private static String tag(String name, String value) {
        String listed =
                "p:"
                        + name.replace("NewPortMappingDescription", "NewDescription")
                                .replace("NewLeaseDuration", "NewLeaseTime");
        return "<" + listed + ">" + value + "</" + listed + ">";
    }

    private static String list(String entries) {
        return "<p:PortMappingList xmlns:p=\"urn:schemas-upnp-org:gw:WANIPConnection\">"
                + entries
                + "</p:PortMappingList>";
    }

    static String cdata(String entries) {
        return "<![CDATA[" + list(entries) + "]]>";
    }

    static String escaped(String entries) {
        return list(entries).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
