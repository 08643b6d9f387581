// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.web.console.FakeServices;
import org.postern.web.console.page.PageResponse;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** With a socket, as no HTTP client sends what attackers send. */
@Timeout(60)
class LocalServerTest {
    private static final String TOKEN = "0123456789abcdef";

    private final FakeServices services = new FakeServices();
    private final List<URI> pages = new CopyOnWriteArrayList<>();
    private LocalServer server;
    private String host;

    @BeforeEach
    void start() throws IOException {
        server =
                LocalServer.start(
                        0,
                        services.page,
                        () -> new PageResponse(200, "text/plain", "postern_gateways 1\n"),
                        TOKEN,
                        pages::add);
        host = pages.get(0).getAuthority();
    }

    @AfterEach
    void end() {
        server.close();
        services.close();
    }

    @Test
    void thePageOpensOnce_andTheBrowserStaysAdmitted() throws IOException {
        Answer admitted = get(query(pages.get(0)));
        assertEquals(303, admitted.status());
        assertEquals(base(), admitted.header("Location"));
        String cookie = admitted.header("Set-Cookie");
        assertTrue(cookie.endsWith("; Path=" + base() + "; HttpOnly; SameSite=Strict"), cookie);

        Answer page = get(base(), "Cookie: other=1; " + cookie.split(";")[0]);
        assertEquals(200, page.status());
        assertTrue(page.text().contains("<!DOCTYPE html><html lang=\"en\">"), page.text());
        assertTrue(
                page.text().contains("<h1 class=\"postern-title\">Postern</h1><div"), page.text());
        assertTrue(page.text().contains("My Router"), page.text());
        assertTrue(
                page.header("Content-Security-Policy").contains("script-src 'self'"), page.text());
        assertEquals("no-store", page.header("Cache-Control"));
        assertEquals(200, get(base() + "/postern.css", "Cookie: " + cookie.split(";")[0]).status());
        assertEquals(403, get(query(pages.get(0))).status(), "used up");
    }

    @Test
    void anotherBrowserGetsAnotherAddress() throws IOException {
        get(query(pages.get(0)));

        assertEquals(2, pages.size());
        assertEquals(303, get(query(pages.get(1))).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?token=",
                "?token=AAAAAAAAAAAAAAAAAAAAAA",
                "?t=1",
                "/parts.html",
                "/data.json",
                "/postern.js"
            })
    void whoWasNotAdmitted_seesNothing(String below) throws IOException {
        String path = base() + below;
        assertEquals(403, get(path).status());
        assertEquals(403, get(path, "Cookie: postern-1=x; " + name() + "=AAAA").status());
        assertEquals(1, pages.size());
    }

    /** Otherwise requests without end, whose responses nobody reads, hold up all threads. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example /x", "HOST /x", "HOST /metrics"})
    void whoWasNotAdmitted_getsOneResponse_overAConnection(String asked) throws IOException {
        String request =
                "GET "
                        + asked.split(" ")[1]
                        + " HTTP/1.1\r\nHost: "
                        + asked.split(" ")[0].replace("HOST", host)
                        + "\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", pages.get(0).getPort())) {
            socket.getOutputStream().write(request.repeat(3).getBytes(StandardCharsets.US_ASCII));
            String answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(2, answers.split("HTTP/1.1 4", -1).length, answers);
        }
    }

    @Test
    void aSlashBehindThePath_isThePageToo() throws IOException {
        String cookie = "Cookie: " + get(query(pages.get(0))).header("Set-Cookie").split(";")[0];

        assertTrue(get(base() + "/", cookie).text().contains("<!DOCTYPE html>"));
    }

    @Test
    void whoWasNotAdmitted_changesNothing() throws IOException {
        Answer answer = post("", "action=map&port=80&protocol=TCP");

        assertEquals(403, answer.status());
        assertEquals(List.of(), services.gateway.open());
    }

    @Test
    void whoWasAdmitted_opensAPort_butNoOtherSiteDoes() throws IOException {
        String cookie = "Cookie: " + get(query(pages.get(0))).header("Set-Cookie").split(";")[0];
        String body = "action=map&port=80&protocol=TCP&lease=3600";

        assertEquals(
                403,
                post(cookie + "\r\nSec-Fetch-Site: cross-site\r\nX-Postern-Request: 1", body)
                        .status());
        assertEquals(403, post(cookie + "\r\nOrigin: http://" + host, body).status());
        assertTrue(services.gateway.open().isEmpty());
        assertEquals(
                200,
                post(cookie + "\r\nOrigin: http://" + host + "\r\nX-Postern-Request: 1", body)
                        .status());
        assertFalse(services.gateway.open().isEmpty());
    }

    /** A site whose name leads to 127.0.0.1 (DNS rebinding). */
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "[::1]:80", ""})
    void otherHosts_areRefused_withTheRightTokens(String other) throws IOException {
        String token = query(pages.get(0));

        assertEquals(421, ask("GET " + token, other, "", "").status());
        assertEquals(
                421, ask("GET /metrics", other, "Authorization: Bearer " + TOKEN, "").status());
        assertEquals(303, get(token).status(), "the token was not used up");
    }

    /** RFC 9112 section 3.2.2: such a target counts more than the header. */
    @Test
    void otherHosts_areRefused_inTheTargetToo() throws IOException {
        String path = query(pages.get(0));

        assertEquals(421, ask("GET http://evil.example" + path, host, "", "").status());
        assertEquals(303, ask("GET http://" + host + path, host, "", "").status());
    }

    /** Browsers send cookies to all ports of a host: to servers of other users as well. */
    @Test
    void thePathIsASecret() throws IOException {
        String cookie = "Cookie: " + get(query(pages.get(0))).header("Set-Cookie").split(";")[0];

        assertTrue(base().length() > 20, base());
        for (String path : List.of("/", "/data.json", base() + "x", base().substring(0, 9))) {
            assertEquals(403, get(path, cookie).status(), path);
        }
    }

    @Test
    void whatOnlyLooks_doesNotUseUpTheAddress() throws IOException {
        String path = query(pages.get(0));

        assertEquals(403, ask("HEAD " + path, host, "", "").status());
        assertEquals(403, get(path, "Sec-Fetch-Site: cross-site").status());
        assertEquals(303, get(path, "Sec-Fetch-Site: none").status());
    }

    @Test
    void otherMethods_areJson() throws IOException {
        String cookie = "Cookie: " + get(query(pages.get(0))).header("Set-Cookie").split(";")[0];
        Answer answer = ask("PUT " + base(), host, cookie, "");

        assertEquals(405, answer.status());
        assertFalse(answer.text().contains("<html"), answer.text());
    }

    @Test
    void theNameOfThisMachine_isTaken() throws IOException {
        String name = "LocalHost:" + pages.get(0).getPort();

        assertEquals(303, ask("GET " + query(pages.get(0)), name, "", "").status());
    }

    @Test
    void metrics_needTheirToken() throws IOException {
        Answer refused = get("/metrics");
        assertEquals(401, refused.status());
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
        assertEquals(401, get("/metrics", "Authorization: Bearer " + TOKEN + "0").status());
        assertEquals(401, get("/metrics", "Authorization: Basic " + TOKEN).status());

        Answer metrics = get("/metrics", "Authorization: bearer " + TOKEN);
        assertEquals(200, metrics.status());
        assertTrue(metrics.text().endsWith("postern_gateways 1\n"), metrics.text());
        assertEquals(
                405, ask("POST /metrics", host, "Authorization: Bearer " + TOKEN, "").status());
        assertEquals("http://" + host + "/metrics", server.metrics().toString());
    }

    /** The oldest browser must open the page anew. */
    @Test
    void sessionsAreBounded() throws IOException {
        String first = "Cookie: " + get(query(pages.get(0))).header("Set-Cookie").split(";")[0];
        for (int i = 1; i <= AccessTokens.MOST_SESSIONS; i++) {
            assertEquals(303, get(query(pages.get(i))).status());
        }

        assertEquals(403, get(base(), first).status());
    }

    @Test
    void itListensOnLoopbackAlone() {
        assertEquals("127.0.0.1", pages.get(0).getHost());
        server.close();
        assertThrows(IOException.class, () -> get("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789 abcdef", "0123456789äbcdef"})
    void aTokenThatIsNone_isRefused(String token) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        LocalServer.start(
                                0,
                                services.page,
                                () -> new PageResponse(200, "", ""),
                                token,
                                pages::add));
    }

    private static String query(URI page) {
        return page.getPath() + "?" + page.getRawQuery();
    }

    private String base() {
        return pages.get(0).getPath();
    }

    private String name() {
        return "postern-" + pages.get(0).getPort();
    }

    private Answer get(String path, String... headers) throws IOException {
        return ask("GET " + path, host, String.join("\r\n", headers), "");
    }

    private Answer post(String headers, String body) throws IOException {
        return ask(
                "POST " + base(),
                host,
                "Content-Type: application/x-www-form-urlencoded\r\n" + headers,
                body);
    }

    private Answer ask(String request, String named, String headers, String body)
            throws IOException {
        try (Socket socket = new Socket("127.0.0.1", pages.get(0).getPort())) {
            String text =
                    request
                            + " HTTP/1.1\r\nHost: "
                            + named
                            + "\r\nConnection: close\r\nContent-Length: "
                            + body.length()
                            + "\r\n"
                            + (headers.isBlank() ? "" : headers.strip() + "\r\n")
                            + "\r\n"
                            + body;
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new Answer(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private record Answer(String text) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }
}
