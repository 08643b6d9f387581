// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

/** Inputs of 64 KB that give a reader as much to do as a hostile device can. */
final class WorstInput {
    private static final int SIZE = 64 * 1024;

    private WorstInput() {}

    static byte[] datagram(String shape) {
        return switch (shape) {
            case "short-lines" -> fill("NOTIFY * HTTP/1.1\n", "a:\n", "");
            case "long-blanks" -> fill("HTTP/1.1 200 OK\nCACHE-CONTROL: max-age", " ", "x");
            case "max-ages" -> fill("HTTP/1.1 200 OK\nCACHE-CONTROL: ", "max-age =", "x");
            case "carriage-returns" -> fill("HTTP/1.1 200 OK", "\r\r\r ", "\n");
            default -> throw new IllegalArgumentException(shape);
        };
    }

    static byte[] description(String shape) {
        String start = "<root><device>";
        String end = "</device></root>";
        return switch (shape) {
            case "elements" -> fill(start, "<a/>", end);
            case "services" ->
                    fill(
                            start + "<serviceList>",
                            "<service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1"
                                    + "</serviceType><controlURL>/../a%/./\u00e9</controlURL>"
                                    + "</service>",
                            "</serviceList>" + end);
            case "ampersands" -> fill(start, "&", end);
            case "references" -> fill(start, "&#x41;", end);
            case "comments" -> fill(start, "<!---->", end);
            case "less-than" -> fill(start, "<", end);
            case "unclosed-comments" -> fill(start, "<!--", "");
            case "unbalanced" -> fill(start + "<b>".repeat(60), "</a><c>", end);
            case "names" -> fill(start, "<" + "a".repeat(98) + "></" + "b".repeat(98) + ">", end);
            default -> throw new IllegalArgumentException(shape);
        };
    }

    static byte[] reply(String shape) {
        String start = "<s:Envelope><s:Body><u:GetXResponse>";
        String end = "</u:GetXResponse></s:Body></s:Envelope>";
        return switch (shape) {
            case "arguments" -> fill(start, "<a>1</a>", end);
            case "fault-text" ->
                    fill(
                            "<s:Envelope><s:Body><s:Fault><UPnPError><errorCode>501</errorCode>"
                                    + "<errorDescription>",
                            "\u200e&amp;",
                            "</errorDescription></UPnPError></s:Fault></s:Body></s:Envelope>");
            default -> throw new IllegalArgumentException(shape);
        };
    }

    static byte[] response(String shape) {
        return switch (shape) {
            case "one-byte-chunks" ->
                    fill(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<root>\r\n",
                            "1\r\n<\r\n",
                            "0\r\n\r\n");
            case "byte-by-byte" -> fill("HTTP/1.1 200 OK\r\n\r\n<root>", "</a", "</root>");
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static byte[] fill(String start, String repeated, String end) {
        int room = SIZE - Fixture.bytes(start).length - Fixture.bytes(end).length;
        int times = room / Fixture.bytes(repeated).length;
        return Fixture.bytes(start + repeated.repeat(times) + end);
    }
}
