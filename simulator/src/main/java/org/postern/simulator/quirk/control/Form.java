// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Forms of calls that routers with a text search for a parser depend on. */
public final class Form {
    /** What a router's web side says to a call that it does not take for one. */
    public static final HttpResponse WEB_PAGE =
            HttpResponse.status(501)
                    .with("Content-Type", "text/html")
                    .withBody(
                            "<html><head><title>501 Not Implemented</title></head></html>"
                                    .getBytes(StandardCharsets.US_ASCII));

    private static final Pattern ENVELOPE =
            Pattern.compile(
                    "(<\\?xml[^>]*\\?>)?\\s*<s:Envelope"
                            + " xmlns:s=\"http://schemas\\.xmlsoap\\.org/soap/envelope/\""
                            + "[^\\r\\n]*</s:Envelope>\\s*");
    private static final Pattern ARGUMENT = Pattern.compile("<(New\\w+)>");
    private static final List<String> MAPPING =
            List.of(
                    "NewRemoteHost",
                    "NewExternalPort",
                    "NewProtocol",
                    "NewInternalPort",
                    "NewInternalClient",
                    "NewEnabled",
                    "NewPortMappingDescription",
                    "NewLeaseDuration");

    private Form() {}

    /** The header SOAPACTION in one of the two usual spellings. */
    public static boolean usualSoapAction(HttpRequest call) {
        return soapActionLine(call).matches("(SOAPACTION|SOAPAction): .*");
    }

    /** Content-Type before a quoted SOAPACTION, and another header after it. */
    public static boolean usualHeaderOrder(HttpRequest call) {
        List<String> lines = call.arrival().headerLines();
        String line = soapActionLine(call);
        int at = lines.indexOf(line);
        return line.endsWith("\"")
                && at < lines.size() - 1
                && lines.subList(0, at).stream().anyMatch(l -> l.startsWith("Content-Type: "));
    }

    /** The content type of UDA 1.0, character by character. */
    public static boolean usualContentType(HttpRequest call) {
        return call.header("Content-Type").orElse("").equals("text/xml; charset=\"utf-8\"");
    }

    /** The envelope on one line, with the prefixes s and u, and no default namespace. */
    public static boolean oneLine(HttpRequest call) {
        String body = text(call);
        return ENVELOPE.matcher(body).matches()
                && body.contains("<u:")
                && !body.contains(" xmlns=\"");
    }

    /** The eight arguments of a mapping in the order of the standard, the protocol in capitals. */
    public static boolean usualArguments(HttpRequest call) {
        String body = text(call);
        if (!call.header("SOAPACTION").orElse("").contains("#Add")) {
            return true;
        }
        List<String> names = ARGUMENT.matcher(body).results().map(found -> found.group(1)).toList();
        return names.equals(MAPPING)
                && (body.contains("<NewProtocol>TCP<") || body.contains("<NewProtocol>UDP<"));
    }

    private static String text(HttpRequest call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static String soapActionLine(HttpRequest call) {
        return call.arrival().headerLines().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("soapaction"))
                .findFirst()
                .orElse("");
    }
}
