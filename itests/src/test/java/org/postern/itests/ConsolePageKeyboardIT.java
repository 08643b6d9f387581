// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page for those who have no mouse, or do not see it. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePageKeyboardIT {
    /** Elements that take the focus, in the order of the document. */
    private static final String CONTROLS =
            "[...document.querySelectorAll('#postern button, #postern input, #postern select,"
                    + " #postern summary')].filter(e => e.checkVisibility())";

    private static final String NAME =
            "const name = e => e.id || e.tagName + ' ' + (e.value || e.innerText);";

    private static final Set<String> CONTROL_ROLES =
            Set.of("button", "textbox", "combobox", "checkbox", "DisclosureTriangle", "meter");

    private SimulatedRouter router;
    private WebConsole console;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        browser = Browser.start(folder.resolve("browser"));
        router = SimulatedRouter.start(LoopbackInterface.router());
        console =
                WebConsole.start(
                        folder.resolve("felix"),
                        WebConsole.FELIX_5,
                        Optional.of(router.descriptionUrl()));
        Browser.eventually("the page is there", () -> console.get("postern").statusCode() == 200);
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

    @BeforeEach
    void open() throws Exception {
        browser.open(console.url("postern"));
        Browser.eventually(
                "the router is shown",
                () -> browser.text("#postern article dl").contains("link up"));
    }

    @Test
    void tabReachesEachControl_inTheOrderOfReading_andEachShowsThatItIsFocused() throws Exception {
        keep(18311);
        browser.type("#postern-open-port", "18314");
        browser.click("button[value=map]");
        Browser.eventually(
                "the table of mappings is as new",
                () -> isThere("postern-unmap-0-TCP-18311") && isThere("postern-unmap-0-TCP-18314"));
        focus("postern-gateways");
        List<String> expected =
                List.of(
                        browser.eval(NAME + "return " + CONTROLS + ".map(name).join('|')")
                                .split("[|]"));
        assertTrue(expected.contains("postern-release-TCP-18311-1"), expected::toString);

        List<String> reached = new ArrayList<>();
        while (reached.size() < expected.size()) {
            tabIntoThePage();
            reached.add(browser.eval(NAME + "return name(document.activeElement)"));
            assertEquals(
                    "true solid",
                    browser.eval(
                            "const e = document.activeElement;"
                                    + " return e.matches(':focus-visible') + ' '"
                                    + " + getComputedStyle(e).outlineStyle"),
                    reached.get(reached.size() - 1));
        }

        assertEquals(expected, reached);
        assertEquals(
                "",
                browser.eval(
                        NAME
                                + "const all = "
                                + CONTROLS
                                + "; return all.slice(1).filter((e, i) =>"
                                + " e.getBoundingClientRect().bottom"
                                + " <= all[i].getBoundingClientRect().top).map(name)"),
                "above what comes before");
        release(18311);
    }

    @Test
    void enterSubmits_andTheFocusIsNeverLost() throws Exception {
        focus("postern-open-port");
        browser.press("18312", Keys.ENTER);
        String release = "postern-release-TCP-18312-1";
        Browser.eventually("it is open", () -> holds(18312) && isThere(release));
        assertEquals("postern-open-port", focused());

        focus(release);
        browser.press(Keys.ENTER);
        browser.accept();
        Browser.eventually("it is closed", () -> !holds(18312) && !isThere(release));
        assertEquals("postern-kept", focused(), "the heading of what is gone");

        browser.press(Keys.TAB);
        assertEquals("postern-open-port", focused(), "it goes on from there");
    }

    @Test
    void theEvidence_isOpenedByTheKeyboard_andStaysOpenAndFocused() throws Exception {
        browser.eval("document.getElementById('postern-doctor-interface').value = 'lo'");
        focus("postern-doctor-port");
        browser.press(Keys.ENTER);
        Browser.eventually("the verdict", () -> isThere("postern-evidence-summary"));

        focus("postern-evidence-summary");
        browser.press(Keys.ENTER);
        browser.eval("document.querySelector('[data-part=doctor] h3').dataset.old = 'yes'");
        browser.eval(
                "const b = document.querySelector('button[value=diagnose]');"
                        + " b.form.requestSubmit(b)");

        Browser.eventually(
                "the report is another",
                () ->
                        browser.eval(
                                        "return document.querySelector('[data-part=doctor] h3')"
                                                + ".dataset.old")
                                .equals("undefined"));
        assertEquals("postern-evidence-summary", focused());
        assertEquals("true", browser.eval("return document.activeElement.parentElement.open"));
    }

    @Test
    void eachControlHasAName_andWhatHappensIsSaid() throws Exception {
        keep(18313);
        List<String> nameless = new ArrayList<>();
        int controls = 0;
        int live = 0;
        for (Map<String, Object> node : browser.accessibilityTree("#postern")) {
            String role = text(node, "role");
            if (CONTROL_ROLES.contains(role)) {
                controls++;
                if (text(node, "name").isBlank()) {
                    nameless.add(node.toString());
                }
            }
            live += role.equals("status") ? 1 : 0;
        }

        assertEquals(List.of(), nameless);
        assertTrue(controls > 10, "controls: " + controls);
        assertEquals(2, live, "regions that are said");
        Browser.eventually(
                "the event is said", () -> browser.text("#postern-news").contains("18313"));
        release(18313);
    }

    private static String text(Map<String, Object> node, String property) {
        return node.get(property) instanceof Map<?, ?> value
                ? String.valueOf(value.get("value"))
                : "";
    }

    private void keep(int port) throws Exception {
        focus("postern-open-port");
        browser.press(String.valueOf(port), Keys.ENTER);
        Browser.eventually(
                "it is open", () -> holds(port) && isThere("postern-release-TCP-" + port + "-1"));
    }

    private void release(int port) throws Exception {
        focus("postern-release-TCP-" + port + "-1");
        browser.press(Keys.ENTER);
        browser.accept();
        Browser.eventually("it is closed", () -> !holds(port));
    }

    /** As the next one; the first time past the console's own links. */
    private void tabIntoThePage() {
        do {
            browser.press(Keys.TAB);
        } while (browser.eval(
                        "return"
                            + " document.getElementById('postern').contains(document.activeElement)")
                .equals("false"));
    }

    private void focus(String id) {
        browser.eval("document.getElementById('" + id + "').focus()");
    }

    private String focused() {
        return browser.eval("return document.activeElement.id");
    }

    private boolean isThere(String id) {
        return browser.eval("return document.getElementById('" + id + "') !== null").equals("true");
    }

    private boolean holds(int port) {
        return router.mappings().stream().map(HeldMapping::externalPort).anyMatch(p -> p == port);
    }
}
