// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that {@code serve} shows from a shell in a framework, without a web console. */
@InFelix
class ServeCommandIT {
    private static final String BUNDLE = "org.postern.web.console";
    private static final Pattern PAGE = Pattern.compile("\"page\":\"([^\"]+)\"");
    private static final Pattern METRICS =
            Pattern.compile("\"metrics\":\"([^\"]+)\",\"metricsToken\":\"([^\"]+)\"");

    private static final String ONE_OPEN = "postern_ports{phase=\"open\"} 1\n";

    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final TypedCommands commands = new TypedCommands();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private CommandSession session;

    @BeforeEach
    void begin() throws Exception {
        session = commands.session();
    }

    /** A session that is closed interrupts what it runs, also where that ends already. */
    @AfterEach
    void end() throws Exception {
        session.close();
        Inside.bundle(BUNDLE).start();
    }

    @Test
    void theGatewaysAndPortsOfTheFramework_areShown() throws Exception {
        try (GatewayService hall = GatewayService.register("hall")) {
            URI page = open(type("upnp:serve --json"));

            Inside.eventually("the gateway", () -> look(page).contains("<bdi>hall</bdi>"));
            assertTrue(
                    post(page, "action=keep&port=18361&protocol=TCP").contains("after restarts"));
            Inside.eventually("it is open", () -> hall.open().contains("TCP 18361"));
            Inside.eventually("it is counted", () -> metrics().contains(ONE_OPEN));
            post(page, "action=release&port=18361&protocol=TCP");
            Inside.eventually("it is closed", () -> hall.open().isEmpty());
        }
    }

    @Test
    void aGatewayThatTheUserChooses_isShownInPlaceOfTheFrameworks() throws Exception {
        try (GatewayService hall = GatewayService.register("hall");
                SimulatedRouter router =
                        SimulatedRouter.start(
                                LoopbackInterface.router().withFriendlyName("Attic"))) {
            URI page =
                    open(
                            type(
                                    "upnp:serve --json --interface lo --gateway "
                                            + router.descriptionUrl()));

            Inside.eventually("the router", () -> look(page).contains("<bdi>Attic</bdi>"));
            assertFalse(look(page).contains("<bdi>hall</bdi>"), look(page));
            post(page, "action=keep&port=18362&protocol=TCP");
            Inside.eventually("it is open", () -> router.mappings().size() == 1);
            assertEquals(List.of(), hall.open());
            Inside.eventually("it is counted", () -> metrics().contains(ONE_OPEN));

            session.foregroundJob().interrupt();
            Inside.eventually("nobody listens", () -> !isListenedOn(page));
            Inside.eventually("its port is closed", () -> router.mappings().isEmpty());
        }
    }

    @Test
    void whenTheBundleStops_thePortIsClosed_andTheCommandEnds() throws Exception {
        URI page = open(type("upnp:serve --json"));
        assertEquals(200, send(HttpRequest.newBuilder(page)).statusCode());

        Inside.bundle(BUNDLE).stop();

        Inside.eventually("nobody listens", () -> !isListenedOn(page));
        Inside.eventually("the command ends", end::isDone);
        assertEquals(1, commands.errors().lines().count(), commands::shown);
        Inside.eventually(
                "no thread of the page",
                () ->
                        OwnThreads.alive().stream()
                                .noneMatch(each -> each.getName().matches("postern-(page|co.*)")));
    }

    /** Returns where the page opens. */
    private URI type(String line) throws Exception {
        new Thread(() -> run(line), "serve").start();
        Inside.eventually("the addresses", () -> failed() || metricsShown().find());
        Matcher page = PAGE.matcher(commands.shown());
        assertTrue(page.find(), commands::shown);
        return URI.create(page.group(1));
    }

    private void run(String line) {
        try {
            session.execute(line);
            end.complete(null);
        } catch (Exception e) {
            end.completeExceptionally(e);
        }
    }

    private boolean failed() throws ExecutionException, InterruptedException {
        if (end.isDone()) {
            end.get();
        }
        return false;
    }

    private Matcher metricsShown() {
        return METRICS.matcher(commands.shown());
    }

    /** Has the browser admitted; returns where the page is. */
    private URI open(URI page) throws Exception {
        HttpResponse<String> first = send(HttpRequest.newBuilder(page));
        assertEquals(200, first.statusCode(), first.body());
        return first.uri();
    }

    private String look(URI page) throws Exception {
        return send(HttpRequest.newBuilder(page)).body();
    }

    private String post(URI page, String form) throws Exception {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(page)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-Postern-Request", "1")
                                .header("Origin", page.resolve("/").toString().replaceAll("/$", ""))
                                .POST(BodyPublishers.ofString(form)));
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private String metrics() throws Exception {
        Matcher shown = metricsShown();
        assertTrue(shown.find(), commands::shown);
        return send(HttpRequest.newBuilder(URI.create(shown.group(1)))
                        .header("Authorization", "Bearer " + shown.group(2)))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isListenedOn(URI page) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(page.getHost(), page.getPort()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
