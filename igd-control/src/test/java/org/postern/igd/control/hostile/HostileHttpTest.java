// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.hostile.HostileAnswers.Said;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a device sends costs no more than its bound, however it is dressed up, and never longer than
 * the search takes: all attacks of a test at once, beside a router that is found nevertheless.
 */
@Timeout(60)
class HostileHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String TOO_LONG = "is longer than 262144 bytes";
    private static final String HEADERS = "headers are too long";
    private static final String LATE = "in time";
    private static final Duration SEARCH = Duration.ofMillis(3500);

    /** The bound of an answer and what the sockets' buffers hold; a small part of a gigabyte. */
    private static final long MOST_SENT = 32L << 20;

    private final Map<String, HostileDevice> devices = new LinkedHashMap<>();
    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Upnp upnp = Upnp.create();
    private HostileDevice router;

    @BeforeEach
    void open() throws IOException {
        router = Answers.router(HostileDevice.somewhere());
    }

    @AfterEach
    void close() {
        upnp.close();
        router.close();
        devices.values().forEach(HostileDevice::close);
    }

    @Test
    void answerWithoutEnd_isReadUpToItsBound() throws Exception {
        pours("body of a gigabyte", OK + "Content-Length: 1073741824\r\n\r\n", "x", TOO_LONG);
        pours("body without length", OK + "\r\n", "<a>", TOO_LONG);
        pours("body beyond its length", OK + "Content-Length: 6\r\n\r\n<root>", "x", TOO_LONG);
        pours("compressed body", OK + "Content-Encoding: gzip\r\n\r\n\037\213\010", "\0", TOO_LONG);
        pours("header line", OK + "X: ", "x", HEADERS);
        pours("headers", OK, "X: y\r\n", HEADERS);
        pours("status line", "HTTP/1.1 200 ", "K", HEADERS);
        pours("blank lines", "", "\r\n", HEADERS);
        pours("continues", "", "HTTP/1.1 100 Continue\r\n\r\n", HEADERS);
        pours("early hints", "", "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n", HEADERS);
        pours("huge chunk", CHUNKED + "7fffffff\r\n", "x", TOO_LONG);
        pours("tiny chunks", CHUNKED, "1\r\nx\r\n", "too many chunks");
        pours("chunk extension", CHUNKED + "1;", "x", HEADERS);
        pours("chunk extensions", CHUNKED, "1;" + "x".repeat(99) + "\r\nx\r\n", HEADERS);
        pours("chunk end", CHUNKED + "1\r\nx", "y", HEADERS);
        pours("random bytes", "", "\u0016\u0003\u0001\u0002\u0000\u0001", HEADERS);

        assertHarmless();
    }

    @Test
    void answerThatIsNone_isToldInASentence() throws Exception {
        says("nothing", "", "closed without an answer");
        says("tls", "\u0015\u0003\u0003\u0000\u0002\u0002\u0016\n", "is no HTTP");
        says("ssh", "SSH-2.0-OpenSSH_9.6\r\n", "is no HTTP");
        says("http 0.9", "<root/>\r\n", "is no HTTP");
        says("half a header", OK + "Content-Le", "ended within its headers");
        says("chunk of overflowing size", CHUNKED + "fffffffffffffffff\r\n", "malformed");
        says("chunk of negative size", CHUNKED + "-1\r\nx\r\n", "malformed");
        says("many answers", (OK + "Content-Length: 0\r\n\r\n").repeat(1000), "is no XML");
        says("compressed", OK + "Content-Encoding: gzip\r\n\r\n\037\213\010\0", "is no XML");
        does(
                "reset",
                (connection, request) -> connection.setSoLinger(true, 0),
                "could not be fetched");

        assertHarmless();
    }

    @Test
    void lengthThatIsNone_isPassedOver() throws Exception {
        String document = Answers.description("Odd", Answers.service("urn:x:service:y:1", ""));
        List<String> lengths =
                List.of("-1", "18446744073709551616", "4294967295", "0x10", "", "1, 2", "1e9");
        for (String length : lengths) {
            says(
                    "length '" + length + "'",
                    OK + "Content-Length: " + length + "\r\n\r\n" + document,
                    "offers neither WANIPConnection");
        }
        String chunk = Integer.toHexString(document.length()) + "\r\n" + document + "\r\n0\r\n";
        pours("trailers", CHUNKED + chunk, "X: y\r\n", "offers neither WANIPConnection");

        assertHarmless();
    }

    @Test
    void slowAnswer_isNotWaitedForBeyondTheSearch() throws Exception {
        does("silence", (connection, request) -> connection.getInputStream().read(), LATE);
        drips("a byte now and then", "");
        drips("a header byte now and then", OK + "X-");
        drips("a body byte now and then", OK + "Content-Length: 9999\r\n\r\n");
        drips("a chunk now and then", CHUNKED + "1");

        assertHarmless();
    }

    private void pours(String name, String head, String endless, String outcome)
            throws IOException {
        HostileDevice device = HostileDevice.somewhere();
        add(name, device, (connection, request) -> device.pour(connection, head, endless), outcome);
    }

    private void says(String name, String text, String outcome) throws IOException {
        HostileDevice device = HostileDevice.somewhere();
        add(name, device.saying("/d.xml", text), outcome);
    }

    private void does(String name, HostileDevice.Script script, String outcome) throws IOException {
        add(name, HostileDevice.somewhere(), script, outcome);
    }

    /** Ten bytes a second in a search of seconds are one byte a second in a longer one. */
    private void drips(String name, String head) throws IOException {
        HostileDevice device = HostileDevice.somewhere();
        HostileDevice.Script script =
                (connection, request) -> {
                    connection.setSoTimeout(100);
                    device.write(connection, head);
                    while (!hasEnded(connection)) {
                        device.write(connection, "1");
                    }
                };
        add(name, device, script, LATE);
    }

    /** Waits for it a tenth of a second. */
    private static boolean hasEnded(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void add(
            String name, HostileDevice device, HostileDevice.Script script, String outcome) {
        add(name, device.on("/d.xml", script), outcome);
    }

    private void add(String name, HostileDevice device, String outcome) {
        devices.put(name, device);
        expected.put(device.url("/d.xml").toString(), name + ": " + outcome);
    }

    private List<Said> said() {
        Stream<Said> hostile = devices.values().stream().map(each -> new Said(each, "/d.xml"));
        return Stream.concat(hostile, Stream.of(new Said(router, "/router.xml"))).toList();
    }

    private void assertHarmless() throws Exception {
        Map<String, UpnpDevice> found =
                HostileAnswers.search(upnp, SEARCH, said()).stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.descriptionUrl().toString(), each -> each));

        List<String> wrong = new ArrayList<>();
        expected.forEach(
                (url, outcome) -> {
                    String reason = found.get(url).statusReason();
                    if (!reason.contains(outcome.substring(outcome.indexOf(": ") + 2))) {
                        wrong.add(outcome + ", but: " + reason);
                    }
                });
        assertEquals(List.of(), wrong);
        devices.forEach(
                (name, device) ->
                        assertTrue(device.sent() < MOST_SENT, name + ": " + device.sent()));
        UpnpDevice good = found.get(router.url("/router.xml").toString());
        assertEquals(IgdStatus.OK, good.igdStatus());
    }
}
