// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.RetryPolicy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An action to be asked of a service.
 *
 * @param name such as {@code AddPortMapping}
 * @param arguments in the order of the standard, which routers insist on (quirk A4)
 */
public record Action(String name, Map<String, String> arguments) {
    private static final String ENVELOPE =
            "<?xml version=\"1.0\"?>"
                    + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                    + "<s:Body><u:";

    private static final Set<String> REPEATABLE_CHANGES =
            Set.of("AddPortMapping", "DeletePortMapping", "AddPinhole", "UpdatePinhole");

    /** Keeps the order. */
    public Action {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** An action with names and values alternating, in the order of the standard. */
    public static Action of(String name, String... namesAndValues) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Action(name, arguments);
    }

    /**
     * How often the action may reach a router. The standard's questions begin with Get. A mapping
     * that is added again with the same arguments overwrites itself, and one that was deleted stays
     * so, though the router then answers 714 (WANIPConnection:1 sections 2.4.16 and 2.4.17):
     * whoever asks has to know the traces of an own request. A pinhole that is added again gets a new
     * lease (WANIPv6FirewallControl:1 section 2.5.3). All else is asked once: a repeated
     * AddAnyPortMapping would open a second port.
     */
    public RetryPolicy repetition() {
        if (name.startsWith("Get")) {
            return RetryPolicy.QUESTION;
        }
        return REPEATABLE_CHANGES.contains(name) ? RetryPolicy.CHANGE : RetryPolicy.ONCE;
    }

    /**
     * The headers in order. The spelling of SOAPAction and the Content-Type are the only ones that
     * all routers take (quirks A1, A2, A3).
     */
    public Map<String, String> headers(String serviceType) {
        Map<String, String> headers = contentType();
        headers.put("SOAPAction", quoted(serviceType));
        return headers;
    }

    /** The headers of M-POST (UDA 1.0 section 3.2.1). */
    Map<String, String> mandatoryHeaders(String serviceType) {
        Map<String, String> headers = contentType();
        headers.put("MAN", "\"http://schemas.xmlsoap.org/soap/envelope/\"; ns=01");
        headers.put("01-SOAPACTION", quoted(serviceType));
        return headers;
    }

    private static Map<String, String> contentType() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/xml; charset=\"utf-8\"");
        return headers;
    }

    private String quoted(String serviceType) {
        return "\"" + serviceType + "#" + name + "\"";
    }

    /** The body in UTF-8: one line, with the prefixes s and u (quirks A5, A6). */
    public byte[] body(String serviceType) {
        StringBuilder body = new StringBuilder(1024).append(ENVELOPE).append(name);
        body.append(" xmlns:u=\"").append(escape(serviceType)).append("\">");
        for (Map.Entry<String, String> each : arguments.entrySet()) {
            String argument = each.getKey();
            body.append('<').append(argument).append('>').append(escape(each.getValue()));
            body.append("</").append(argument).append('>');
        }
        body.append("</u:").append(name).append("></s:Body></s:Envelope>\r\n");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Also blanks what XML 1.0 section 2.2 cannot carry at all. */
    private static String escape(String value) {
        if (isPlain(value)) {
            return value;
        }
        StringBuilder escaped = new StringBuilder(value.length());
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> escaped.appendCodePoint(carried(c) ? c : ' ');
            }
        }
        return escaped.toString();
    }

    /** Whether there is nothing to escape, as in nearly all values: digits, letters, dots, colons. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 'z' || c < '-' && c != ' ' || c > ':' && c < 'A') {
                return false;
            }
        }
        return true;
    }

    private static boolean carried(int c) {
        return c >= ' ' && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c < 0xe000);
    }
}
