// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

class HttpRequestTest {
    private static final InetAddress PEER = InetAddress.getLoopbackAddress();

    @Test
    void get_asksForOneAnswerAndNoMore() {
        assertEquals(
                """
                GET /rootDesc.xml HTTP/1.1
                Host: 192.168.1.1:5000
                User-Agent: Java/17 UPnP/1.1 Postern/0.1
                Connection: close

                """,
                encoded(get("http://192.168.1.1:5000/rootDesc.xml")));
    }

    @Test
    void post_carriesHeadersLengthAndBody() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/xml");
        headers.put("SOAPAction", "\"urn:x#Y\"");
        byte[] body = "<ü/>".getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create("http://192.168.1.1/ctl?WANIPConnection");

        assertEquals(
                """
                POST /ctl?WANIPConnection HTTP/1.1
                Host: 192.168.1.1
                User-Agent: Java/17 UPnP/1.1 Postern/0.1
                Content-Type: text/xml
                SOAPAction: "urn:x#Y"
                Content-Length: 5
                Connection: close

                <ü/>\
                """,
                encoded(
                        new HttpRequest(
                                "POST",
                                uri,
                                PEER,
                                headers,
                                body,
                                Duration.ZERO,
                                Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.1/, 192.168.1.1, /, 80",
        "http://192.168.1.1, 192.168.1.1, /, 80",
        "http://192.168.1.1:49152?a=b, 192.168.1.1:49152, /?a=b, 49152",
        "http://[fe80::1]:5000/d, [fe80::1]:5000, /d, 5000",
        "http://[fe80::1%eth0]:5000/d, [fe80::1]:5000, /d, 5000",
        "http://[fe80::1%2]/d, [fe80::1], /d, 80",
        "http://router.lan/a%20b#part, router.lan, /a%20b, 80",
        "http://192.168.1.1/tür, 192.168.1.1, /t%C3%BCr, 80",
    })
    void hostHeader_namesNoScope(String url, String host, String target, int port) {
        HttpRequest request = get(url);
        String[] lines = encoded(request).split("\n");

        assertEquals("GET " + target + " HTTP/1.1", lines[0]);
        assertEquals("Host: " + host, lines[1]);
        assertEquals(port, request.port());
    }

    @Test
    void userAgent_doesNotMakeMiniupnpdPretendToBeOld() {
        assertFalse(encoded(get("http://192.168.1.1/")).toLowerCase().contains("microsoft"));
    }

    private static HttpRequest get(String url) {
        return HttpRequest.get(
                URI.create(url), PEER, Duration.ofSeconds(1), DocumentEnd.of("root"));
    }

    private static String encoded(HttpRequest request) {
        return new String(request.encode(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
