// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.osgi.framework.Bundle;
import org.postern.itests.exam.InKaraf;
import org.postern.itests.exam.Inside;
import org.postern.itests.exam.KarafShell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** The page of Karaf's own web console. */
@InKaraf
@TestMethodOrder(OrderAnnotation.class)
class KarafConsoleIT {
    /** The role is that of the console. */
    private static final String USER = "visitor";

    private static final String PASSWORD = "secret";

    private static final int PORT = freePort();
    private static final URI PAGE =
            URI.create("http://127.0.0.1:" + PORT + "/system/console/postern");

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final KarafShell ADMINISTRATOR = KarafShell.ofAdministrator();

    @Test
    @Order(1)
    void thePageComesWithTheWebConsole() throws Exception {
        Files.writeString(etc("users.properties"), USER + " = " + PASSWORD + ",admin\n");
        Files.writeString(
                etc("org.ops4j.pax.web.cfg"),
                "org.osgi.service.http.port = "
                        + PORT
                        + "\norg.ops4j.pax.web.listening.addresses = 127.0.0.1\n");
        ADMINISTRATOR.type(
                "feature:repo-add mvn:org.postern/org.postern.karaf.feature/"
                        + System.getProperty("postern.version")
                        + "/xml/features");
        ADMINISTRATOR.type("feature:install postern");
        assertEquals("", bundles(), "no console yet");

        ADMINISTRATOR.type("feature:install http pax-web-whiteboard webconsole");

        assertTrue(bundles().contains("org.postern.web.console"));
        Inside.eventually("the page is there", KarafConsoleIT::isThere);
        String page = get().body();
        assertTrue(page.contains("<div id=\"postern\""), page);
        assertTrue(page.contains("No gateway is known."), page);
    }

    @Test
    @Order(2)
    void aPersonSeesIt_inABrowser() throws Exception {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "browser test skipped: it needs the Debian package chromium");
        Path folder = Files.createTempDirectory("browser");
        Process browser =
                new ProcessBuilder(
                                CHROMIUM.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + folder,
                                "--dump-dom",
                                PAGE.toString().replace("://", "://" + USER + ":" + PASSWORD + "@"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String dom = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(browser.waitFor(60, TimeUnit.SECONDS));

        assertTrue(dom.contains("class=\"postern scripted"), dom);
    }

    @Test
    @Order(3)
    void aForgedRequest_isRefused() throws Exception {
        HttpResponse<String> response =
                send(
                        request()
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", "http://evil.example")
                                .POST(BodyPublishers.ofString("action=search")));

        assertEquals(403, response.statusCode());
    }

    private static String bundles() throws Exception {
        StringBuilder names = new StringBuilder();
        for (Bundle each : Inside.context().getBundles()) {
            if (each.getSymbolicName().contains("webconsole")
                    || each.getSymbolicName().contains("web.console")) {
                names.append(each.getSymbolicName()).append(' ');
            }
        }
        return names.toString();
    }

    /** Whether it is; the server may be starting. */
    private static boolean isThere() throws InterruptedException {
        try {
            return get().statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> get() throws IOException, InterruptedException {
        return send(request().GET());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request() {
        String login =
                Base64.getEncoder()
                        .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(PAGE).header("Authorization", "Basic " + login);
    }

    private static Path etc(String file) {
        return Path.of(System.getProperty("karaf.etc"), file);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
