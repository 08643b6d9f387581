// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import static org.postern.simulator.description.Xml.element;

import org.postern.simulator.description.ActionModel;
import org.postern.simulator.description.Xml;

import java.util.Iterator;
import java.util.List;

/** Writes answers and faults (UDA 1.1, sections 3.2.2 and 3.2.3). */
final class SoapWriter {
    private static final String HEAD =
            "<?xml version=\"1.0\"?>\n<s:Envelope xmlns:s=\""
                    + SoapReader.ENVELOPE
                    + "\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>";
    private static final String TAIL = "</s:Body></s:Envelope>\n";

    /**
     * The one argument that is a document. It goes out as CDATA, as miniupnpd does it: miniupnpc
     * finds nothing in an escaped one.
     */
    private static final String DOCUMENT = "NewPortListing";

    private SoapWriter() {}

    /**
     * The type has the version that was asked for; there are as many values as the action returns.
     */
    static String answer(String serviceType, ActionModel action, List<String> values) {
        String name = "u:" + action.name() + "Response";
        StringBuilder out = new StringBuilder(HEAD);
        out.append('<').append(name).append(" xmlns:u=\"");
        out.append(Xml.escape(serviceType)).append("\">");
        Iterator<String> value = values.iterator();
        action.outNames().forEach(argument -> out.append(argument(argument, value.next())));
        return out.append("</").append(name).append('>').append(TAIL).toString();
    }

    private static String argument(String name, String value) {
        return name.equals(DOCUMENT)
                ? "<" + name + "><![CDATA[" + value + "]]></" + name + ">"
                : element(name, value);
    }

    static String fault(ActionFault fault) {
        return HEAD
                + "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring>"
                + "<detail><UPnPError xmlns=\"urn:schemas-upnp-org:control-1-0\">"
                + element("errorCode", Integer.toString(fault.error().code()))
                + element("errorDescription", fault.text())
                + "</UPnPError></detail></s:Fault>"
                + TAIL;
    }
}
