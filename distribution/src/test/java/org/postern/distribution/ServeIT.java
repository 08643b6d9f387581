// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page and the metrics of {@code serve} and {@code keep --serve}, as processes. */
@Timeout(120)
class ServeIT {
    private static final String TOKEN = "a-token-of-the-users-own";
    private static final Pattern PAGE =
            Pattern.compile("(http://127[.]0[.]0[.]1:\\d+)(/\\S+)[?]token=[^\\s\"]+");

    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    @TempDir private Path home;
    private SimulatedRouter router;

    @BeforeEach
    void start() throws IOException {
        router = SimulatedRouter.start(RouterConfig.standard());
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void serve_showsThePage_andOpensAPortFromIt() throws Exception {
        try (RunningPostern serve = run("serve")) {
            Matcher shownAtStart = PAGE.matcher(serve.line());
            assertTrue(shownAtStart.find());
            URI page = URI.create(shownAtStart.group());
            String origin = shownAtStart.group(1);
            String shown =
                    await(page, text -> text.contains(RouterConfig.standard().friendlyName()));
            assertTrue(shown.contains("<!DOCTYPE html>"), shown);
            assertEquals(403, send(HttpClient.newHttpClient(), get(page)).statusCode());

            String done =
                    send(
                                    browser,
                                    HttpRequest.newBuilder(
                                                    URI.create(origin + shownAtStart.group(2)))
                                            .header(
                                                    "Content-Type",
                                                    "application/x-www-form-urlencoded")
                                            .header("X-Postern-Request", "1")
                                            .header("Origin", origin)
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "action=map&port=40271&protocol=TCP"
                                                                    + "&lease=3600")))
                            .body();
            assertTrue(done.contains("\"result\":\"SUCCESS\""), done);
            assertTrue(
                    router.mappings().stream()
                            .anyMatch(
                                    each ->
                                            each.externalPort() == 40271
                                                    && each.protocol().equals("TCP")),
                    router.mappings()::toString);
            serve.signal("TERM");
            assertEquals(143, serve.exitCode());
        }
    }

    @Test
    void keepServesMetrics_withATokenOfTheUsersOwn() throws Exception {
        Path token = Files.writeString(home.resolve("token"), TOKEN + "\n");
        try (RunningPostern keep =
                run("keep", "40272/tcp", "--serve", "0", "--token-file", token.toString())) {
            keep.awaitLine("40272");
            Matcher page = PAGE.matcher(keep.errors());
            assertTrue(page.find(), keep.errors());
            URI metrics = URI.create(page.group(1) + "/metrics");

            assertEquals(401, send(browser, get(metrics)).statusCode());
            HttpResponse<String> answer =
                    send(browser, get(metrics).header("Authorization", "Bearer " + TOKEN));
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElse(""));
            assertTrue(answer.body().contains("postern_ports{phase=\"open\"} 1\n"), answer.body());
            assertFalse(keep.errors().contains(TOKEN), keep.errors());
            keep.signal("TERM");
            assertEquals(143, keep.exitCode());
        }
        assertTrue(router.mappings().isEmpty(), router.mappings()::toString);
    }

    /** More than there are threads; 2 s in place of 10. */
    @Test
    void requestsThatNeverEnd_areCutOff() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (RunningPostern serve =
                run(List.of("-Dsun.net.httpserver.maxReqTime=2"), "serve", "--json")) {
            Matcher page = PAGE.matcher(serve.line());
            assertTrue(page.find());
            URI origin = URI.create(page.group(1));
            for (int i = 0; i < 80; i++) {
                Socket socket = new Socket(origin.getHost(), origin.getPort());
                sockets.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(UTF_8));
            }
            Integer answered = null;
            while (answered == null) {
                try {
                    answered = send(browser, get(origin.resolve("/metrics"))).statusCode();
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            assertEquals(401, answered);
        } finally {
            for (Socket each : sockets) {
                each.close();
            }
        }
    }

    private RunningPostern run(String... words) throws Exception {
        return run(List.of(), words);
    }

    private RunningPostern run(List<String> options, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--interface", "lo", "--gateway", router.descriptionUrl().toString()));
        return RunningPostern.start(home, options, all.toArray(String[]::new));
    }

    /** What the page shows once it fits. The first look admits the browser. */
    private String await(URI page, Predicate<String> fits) throws Exception {
        String shown = send(browser, get(page)).body();
        while (!fits.test(shown)) {
            TimeUnit.MILLISECONDS.sleep(20);
            shown = send(browser, get(page.resolve(page.getPath()))).body();
        }
        return shown;
    }

    private static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
