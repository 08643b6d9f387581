// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.doctor.Cause;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a person sees and does on the page of a web console, in a browser, with a router whose name
 * would do harm anywhere but in text.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsolePageScenario {
    private static final String HOSTILE = "\"'><img src=x onerror=alert(1)>${appRoot}";

    private static final String MESSAGE = "#postern-message";
    private static final String VERDICT = "[data-part=doctor] h3 .badge";

    private final String jars;

    private SimulatedRouter router;
    private WebConsole console;
    private Browser browser;

    ConsolePageScenario(String jars) {
        this.jars = jars;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        browser = Browser.start(folder.resolve("browser"));
        router = SimulatedRouter.start(LoopbackInterface.router().withFriendlyName(HOSTILE));
        console =
                WebConsole.start(
                        folder.resolve("felix"), jars, Optional.of(router.descriptionUrl()));
        Browser.eventually("the page is there", () -> console.get("postern").statusCode() == 200);
        browser.open(console.url("postern"));
        Browser.eventually(
                "the router is shown", () -> !browser.text("#postern article h3").isEmpty());
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
        }
        if (router != null) {
            router.close();
        }
    }

    @Test
    void aPersonSeesTheRouter_andItsNameIsText() throws Exception {
        assertEquals(HOSTILE, browser.text("#postern article h3"));
        Browser.eventually(
                "its link has been asked for",
                () -> browser.text("#postern article dl").contains("link up"));
        String facts = browser.text("#postern article dl");
        assertTrue(facts.contains(router.externalAddress()), facts);
        assertTrue(facts.contains("public"), facts);
        assertEquals("0", browser.eval("return document.querySelectorAll('#postern img').length"));
    }

    @Test
    void thePageCanBeRead_withoutJavaScript() throws Exception {
        Browser.eventually(
                "the router has answered",
                () -> console.get("postern").body().contains("Traffic so far"));
        String page = console.get("postern").body();

        assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;&#36;{appRoot}"), page);
        assertTrue(page.contains("<noscript>"), page);
    }

    @Test
    void aPortIsOpenedAndClosed_byClicking() throws Exception {
        browser.type("#postern-open-port", "18301");
        browser.type("#postern-open-description", HOSTILE);
        browser.click("button[value=map]");

        Browser.eventually("it is open", () -> holds(18301));
        Browser.eventually(
                "the page says so", () -> browser.text(MESSAGE).contains("TCP port 18301 is open"));
        String row = "tr:has(button[data-send-action=unmap][data-send-port='18301'])";
        Browser.eventually("the table shows it", () -> browser.text(row).contains("ours"));
        assertTrue(browser.text(row).contains("<img src=x"), browser.text(row));

        browser.click("button[data-send-action=unmap][data-send-port='18301']");
        browser.accept();
        Browser.eventually("it is closed", () -> !holds(18301));
        Browser.eventually("the table shows that", () -> browser.text(row).isEmpty());
    }

    @Test
    void aPortIsKeptReopenedAndReleased_byClicking() throws Exception {
        browser.type("#postern-open-port", "18302");
        browser.click("button[value=keep]");

        String row = "tr:has(button[data-send-action=release][data-send-port='18302'])";
        Browser.eventually("it is open", () -> browser.text(row + " .badge").equals("open"));
        assertTrue(holds(18302));
        Browser.eventually(
                "the event is shown", () -> browser.text("#postern .events").contains("18302"));
        assertTrue(Double.parseDouble(browser.eval(leftOf(row))) > 3000);

        browser.click("button[data-send-action=reopen][data-send-port='18302']");
        browser.accept();
        Browser.eventually(
                "the page says so",
                () -> browser.text(MESSAGE).contains("closed and opened again"));
        browser.click("button[data-send-action=release][data-send-port='18302']");
        browser.accept();
        Browser.eventually("it is closed", () -> !holds(18302));
        Browser.eventually("the table shows that", () -> browser.text(row).isEmpty());
    }

    private static String leftOf(String row) {
        return "return document.querySelector(\"" + row + " meter\").value";
    }

    @Test
    void devicesAreSearchedFor_byClicking() throws Exception {
        choose("#postern-search-interface", "lo");
        browser.click("button[value=search]");

        Browser.eventually(
                "the router is listed",
                () ->
                        browser.text("[data-part=devices]")
                                .contains(router.descriptionUrl().toString()));
    }

    @Test
    void theDoctorExamines_byClicking() throws Exception {
        choose("#postern-doctor-interface", "lo");
        browser.type("#postern-doctor-port", "18306");
        browser.click("button[value=diagnose]");

        Browser.eventually("the verdict is shown", () -> !browser.text(VERDICT).isEmpty());
        String cause = browser.text(VERDICT);
        assertTrue(Arrays.stream(Cause.values()).map(Cause::name).anyMatch(cause::equals), cause);
        assertTrue(browser.text("[data-part=doctor]").contains("TCP port 18306"));
        Browser.eventually(
                "screen readers say it", () -> browser.text("#postern-news").contains(cause));
        browser.click("#postern-evidence-summary");
        assertTrue(browser.text("#postern-evidence").contains("lo"));
    }

    private void choose(String selector, String value) {
        browser.eval("document.querySelector('" + selector + "').value = '" + value + "'");
    }

    @Test
    void aFailure_isTold() throws Exception {
        browser.type("#postern-open-port", "0");
        browser.click("button[value=map]");

        Browser.eventually(
                "the page says so", () -> browser.text(MESSAGE).contains("out of range"));
    }

    @Test
    void theFocusStays_whenTheTablesAreReplaced() throws Exception {
        browser.type("#postern-open-port", "18303");
        browser.click("button[value=map]");
        String button = "button[data-send-action=unmap][data-send-port='18303']";
        Browser.eventually("it is shown", () -> !browser.text(button).isEmpty());
        browser.eval(
                "const b = document.querySelector(\""
                        + button
                        + "\"); b.focus(); b.dataset.old = 'yes'");

        Browser.eventually(
                "it has been replaced",
                () ->
                        browser.eval(
                                        "return document.querySelector(\""
                                                + button
                                                + "\").dataset.old")
                                .equals("undefined"));
        assertEquals("18303", browser.eval("return document.activeElement.dataset.sendPort"));
        browser.click(button);
        browser.accept();
        Browser.eventually("it is closed", () -> !holds(18303));
    }

    @Test
    void onAPhone_thePageNeedsNoScrollingToTheSide() throws Exception {
        browser.size(390, 844);

        assertEquals(
                "true",
                browser.eval(
                        "const p = document.getElementById('postern');"
                                + " return p.scrollWidth <= p.clientWidth"));
        browser.size(1200, 900);
    }

    @Test
    void aFormOfAnotherSite_opensNothing() throws Exception {
        HttpServer evil =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String page =
                "<form method=post action=\""
                        + console.url("postern").replace("admin:admin@", "")
                        + "\"><input name=action value=map><input name=port value=18304>"
                        + "<input name=protocol value=TCP></form>"
                        + "<script>document.forms[0].submit()</script>";
        evil.createContext(
                "/",
                exchange -> {
                    byte[] body = page.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        evil.start();
        try {
            browser.open("http://localhost:" + evil.getAddress().getPort() + "/");
            Browser.eventually("it is refused", () -> browser.text("body").contains("\"code\":64"));
        } finally {
            evil.stop(0);
            browser.open(console.url("postern"));
        }
        assertFalse(holds(18304));
    }

    @Test
    void aForgedRequest_isRefused() throws Exception {
        String body = "action=map&port=18305&protocol=TCP";
        for (String[] headers :
                List.of(
                        new String[] {"X-Postern-Request", "1", "Origin", "http://evil.example"},
                        new String[] {"X-Postern-Request", "1", "Sec-Fetch-Site", "cross-site"},
                        new String[] {"Sec-Fetch-Site", "same-origin"})) {
            assertEquals(403, console.send("postern", body, headers).statusCode());
        }
        assertFalse(holds(18305));
    }

    @Test
    void theInventory_hasThePrinter() throws Exception {
        HttpResponse<String> json = console.get("status-postern.json");

        assertEquals(200, json.statusCode());
        assertTrue(
                json.body().contains("\"externalAddress\":\"" + router.externalAddress() + "\""),
                json.body());
        assertTrue(console.get("status-postern.txt").body().contains("Gateways"));
    }

    private boolean holds(int port) {
        return router.mappings().stream().map(HeldMapping::externalPort).anyMatch(p -> p == port);
    }
}
