// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A quirk of the description shows in the bytes that come, and only with that quirk. */
@Timeout(60)
class WrittenQuirksTest {
    private static final String PPP = "urn:schemas-upnp-org:service:WANPPPConnection:";
    private static final String IP = "urn:schemas-upnp-org:service:WANIPConnection:";

    static Stream<Arguments> shown() {
        return Stream.of(
                Arguments.of(Quirk.LEADING_BLANKS, "\n\r\n\r\n \t\n<\\?xml"),
                Arguments.of(Quirk.BYTE_ORDER_MARK, "\n\r\n\ufeff<\\?xml"),
                Arguments.of(Quirk.CONTROL_CHARACTERS, "gateway\u0001\u0018<"),
                Arguments.of(Quirk.GARBAGE_AT_END, "</root>\n\ufffd\ufffd`\\("),
                Arguments.of(Quirk.BLANKS_AT_END, "</root>\n \r\n\r\n\t $"),
                Arguments.of(Quirk.BARE_AMPERSAND, "R&N:DGND3700 & "),
                Arguments.of(Quirk.STRAY_TAG, " <info></friendlyName>"),
                Arguments.of(Quirk.UNDECLARED_PREFIX, "<dlna:X_DLNADOC>"),
                Arguments.of(Quirk.NO_NAMESPACE, "<root configId=\"[0-9]+\">"),
                Arguments.of(Quirk.WRONG_NAMESPACE, "<root xmlns=\"urn:wrong\""),
                Arguments.of(Quirk.PADDED_TEXT, "<controlURL>\\s+/ctl\\S+\\s+</"),
                Arguments.of(Quirk.EMPTY_NAMES, "<UDN></UDN>"),
                Arguments.of(Quirk.EMPTY_NAMES, "<manufacturer>\\(null\\)</"),
                Arguments.of(Quirk.INNER_DECLARATION, "<deviceList><\\?xml"),
                Arguments.of(Quirk.NONSENSE_VALUES, "<manufacturerURL>www\\.netg"),
                Arguments.of(Quirk.EMPTY_BASE, "<URLBase></URLBase>"),
                Arguments.of(Quirk.DEAD_BASE, "<URLBase>http://127\\.[0-9.]+:1/</"),
                Arguments.of(Quirk.FOREIGN_BASE, "<URLBase>http://198\\.51\\.100\\.7/</"),
                Arguments.of(Quirk.FOREIGN_CONTROL, "<controlURL>http://198\\.51\\.100\\.7/"),
                Arguments.of(Quirk.OTHER_OWN_BASE, "<URLBase>http://169\\.254\\.1\\.1:\\d+/</"),
                Arguments.of(Quirk.OTHER_OWN_CONTROL, "<controlURL>http://192\\.168\\.254\\.1:"),
                Arguments.of(Quirk.SLASHED_BASE, "<URLBase>http://127[0-9.:]+/</URLBase>"),
                Arguments.of(Quirk.PATHLESS_BASE, "<URLBase>http://127[0-9.:]+</URLBase>"),
                Arguments.of(Quirk.CONTROL_PORT, "<controlURL>http://127[0-9.:]+/ctl/WANIP"),
                Arguments.of(Quirk.QUERY_CONTROL, "<controlURL>/control\\?WANIPConn1</"),
                Arguments.of(Quirk.BARE_QUERY, "<controlURL>\\?control=WANIPConn1</"),
                Arguments.of(Quirk.RELATIVE_URLS, "<controlURL>upnp/control/WANIPConn1<"),
                Arguments.of(Quirk.ROOT_RELATIVE, "/upnp/</URLBase>.*<controlURL>soap/WAN"),
                Arguments.of(Quirk.COLON_PATHS, "<controlURL>/uuid:\\S+/WANIPConn1:1</"),
                Arguments.of(Quirk.NEW_PATHS, "<controlURL>/ctl/[0-9a-f]{8}/WANIPConn1</"),
                Arguments.of(Quirk.DEAD_PPP_FIRST, PPP + "1.*dead.*" + IP + "1.*ctl/WAN"),
                Arguments.of(Quirk.DEAD_IP_FIRST, IP + "1.*dead.*" + PPP + "1.*ctl/WAN"),
                Arguments.of(Quirk.MANY_WAN_DEVICES, "(WANDevice:1.*WANIPConn1.*){3}"),
                Arguments.of(Quirk.TWO_SESSIONS, PPP + "1.*WANPPPConn1.*" + PPP + "1.*Conn2"),
                Arguments.of(Quirk.PPP_VERSION_2, PPP + "2</.*serviceId:WANIPConn1</"),
                Arguments.of(Quirk.DSL_FORUM, "urn:dslforum-org:service:WANIPConnection:1"),
                Arguments.of(Quirk.OTHERS_FIRST, ":any:1.*OSInfo.*LANDevice.*EventDevice.*IP"),
                Arguments.of(Quirk.COUNTED_NULS, "</root>\n\0\0\0$"),
                Arguments.of(Quirk.HTTP_1_0, "^HTTP/1\\.0 200 .*: application/octet-stream"),
                Arguments.of(Quirk.LENGTH_BLANK, "\r\nContent-Length: [0-9]+ \r\n"),
                Arguments.of(Quirk.LENGTH_INVALID, "\r\nContent-Length: unknown\r\n"),
                Arguments.of(Quirk.CHUNKED, "chunked\r\n\r\n1f4\r\n<\\?xml.*\r\n0\r\n\r\n$"),
                Arguments.of(Quirk.ODD_HEADER_LINE, "^HTTP/1\\.1 200 OK\r\n server:Nucleus"),
                Arguments.of(Quirk.NO_HEADERS, "^HTTP/1\\.1 200 OK\r\n\r\n<\\?xml"),
                Arguments.of(Quirk.LOGIN_PAGE, "\r\n\r\n<!DOCTYPE html>"),
                Arguments.of(Quirk.EMPTY_FIRST, "Content-Length: 0\r\n.*\r\n\r\n$"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void quirk_showsInTheDescription(Quirk quirk, String pattern) throws Exception {
        Pattern oddity = Pattern.compile(pattern, Pattern.DOTALL);
        assertTrue(oddity.matcher(description(quirk)).find(), () -> "no " + pattern);
        assertFalse(oddity.matcher(description()).find(), "a router without quirks has it too");
    }

    /** D39 is how every simulated router is: it refuses chunked requests. */
    @Test
    void everyNumberOfTheChapter_hasAQuirk() {
        Set<String> shown =
                Quirk.all().stream()
                        .flatMap(quirk -> Stream.of(quirk.numbers().split(", ")))
                        .collect(Collectors.toSet());
        assertEquals(
                List.of("D39"),
                IntStream.rangeClosed(1, 47)
                        .mapToObj(number -> "D" + number)
                        .filter(number -> !shown.contains(number))
                        .toList());
    }

    @Test
    void wrongLengths_areWrongByWhatTheySay() throws Exception {
        assertEquals(-20, lengthMinusBody(description(Quirk.LENGTH_SHORT)));
        assertEquals(100, lengthMinusBody(description(Quirk.LENGTH_LONG)));
        assertEquals(0, lengthMinusBody(description()));
    }

    @Test
    void nonsenseValues_areInTheServiceDescriptionToo() throws Exception {
        try (SimulatedRouter router = start(Quirk.NONSENSE_VALUES)) {
            String scpd = SoapClient.get(router.descriptionUrl().resolve("/WANIPConn1.xml"));
            assertTrue(scpd.contains("<direction>INOUT</direction>"));
            assertTrue(scpd.contains("<allowedValueRange></allowedValueRange>"));
        }
    }

    @Test
    void noScpd_hasNoServiceDescription() throws Exception {
        try (SimulatedRouter router = start(Quirk.NO_SCPD)) {
            var scpd = router.descriptionUrl().resolve("/WANIPConn1.xml");
            assertEquals("HTTP 404", SoapClient.get(scpd));
            assertTrue(SoapClient.get(router.descriptionUrl()).contains("/WANIPConn1.xml"));
        }
    }

    @Test
    void emptyFirst_isOnlyTheFirst() throws Exception {
        try (SimulatedRouter router = start(Quirk.EMPTY_FIRST)) {
            assertEquals("", SoapClient.get(router.descriptionUrl()));
            assertTrue(SoapClient.get(router.descriptionUrl()).contains("WANIPConnection"));
        }
    }

    @Test
    void newPaths_areOthersAtTheNextStart() throws Exception {
        Pattern control = Pattern.compile("<controlURL>/ctl/[^/]+/WANIPConn1</controlURL>");
        List<String> urls =
                Stream.of(description(Quirk.NEW_PATHS), description(Quirk.NEW_PATHS))
                        .flatMap(each -> control.matcher(each).results())
                        .map(found -> found.group())
                        .distinct()
                        .toList();
        assertEquals(2, urls.size(), urls.toString());
    }

    private static int lengthMinusBody(String answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        var length = Pattern.compile("Content-Length: ([0-9]+)").matcher(answer);
        assertTrue(length.find());
        return Integer.parseInt(length.group(1)) - (answer.length() - body);
    }

    private static SimulatedRouter start(Quirk... quirks) throws Exception {
        return SimulatedRouter.start(TestNet.quiet().withQuirks(quirks));
    }

    /** The whole answer, also where the router leaves the connection open. */
    private static String description(Quirk... quirks) throws Exception {
        try (SimulatedRouter router = start(quirks);
                Socket socket = RawHttp.connect(router)) {
            RawHttp.send(socket, "GET /rootDesc.xml HTTP/1.1\r\n\r\n");
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8);
        }
    }
}
