// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import static org.postern.simulator.description.Xml.element;

import java.time.Instant;
import java.util.List;

/**
 * The document inside the answer of GetListOfPortMappings (WANIPConnection:2, 2.5.21). All text in
 * it is escaped, so it never holds what ends a CDATA section.
 */
final class PortListingWriter {
    private PortListingWriter() {}

    static String write(List<Mapping> mappings, Instant now) {
        StringBuilder out = new StringBuilder(256 * (mappings.size() + 1));
        out.append("<p:PortMappingList xmlns:p=\"urn:schemas-upnp-org:gw:WANIPConnection\">");
        mappings.forEach(mapping -> entry(out, mapping, now));
        return out.append("</p:PortMappingList>").toString();
    }

    private static void entry(StringBuilder out, Mapping mapping, Instant now) {
        out.append("<p:PortMappingEntry>")
                .append(element("p:NewRemoteHost", mapping.remoteHostText()))
                .append(element("p:NewExternalPort", Integer.toString(mapping.externalPort())))
                .append(element("p:NewProtocol", mapping.transport().name()))
                .append(element("p:NewInternalPort", Integer.toString(mapping.internalPort())))
                .append(element("p:NewInternalClient", mapping.internalClient().getHostAddress()))
                .append(element("p:NewEnabled", mapping.enabled() ? "1" : "0"))
                .append(element("p:NewDescription", mapping.shownDescription()))
                .append(element("p:NewLeaseTime", Long.toString(mapping.secondsLeft(now))))
                .append("</p:PortMappingEntry>");
    }
}
