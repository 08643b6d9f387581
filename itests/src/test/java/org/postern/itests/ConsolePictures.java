// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.SimulatedRouter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Draws the pictures of docs/web-console.md. Run by itests/pictures alone. */
class ConsolePictures {
    private static final Path FOLDER =
            Path.of(System.getProperty("postern.root"), "docs", "images");

    /** So long a chart is of some use. */
    private static final Duration CHART = Duration.ofSeconds(60);

    @Test
    void draw(@TempDir Path folder) throws Exception {
        Files.createDirectories(FOLDER);
        try (SimulatedRouter router =
                        SimulatedRouter.start(
                                LoopbackInterface.router().withFriendlyName("Home Router"));
                WebConsole console =
                        WebConsole.start(
                                folder.resolve("felix"),
                                WebConsole.FELIX_5,
                                Optional.of(router.descriptionUrl()))) {
            Browser.eventually(
                    "the page is there", () -> console.get("postern").statusCode() == 200);
            try (Browser browser = Browser.start(folder.resolve("light"))) {
                browser.open(console.url("postern"));
                fill(browser);
                TimeUnit.SECONDS.sleep(CHART.toSeconds());
                browser.size(1200, 1200);
                browser.eval("scrollTo(0, 0)");
                browser.picture(FOLDER.resolve("web-console.png"));
            }
            try (Browser browser =
                    Browser.start(
                            folder.resolve("dark"), "--blink-settings=preferredColorScheme=0")) {
                browser.open(console.url("postern"));
                Browser.eventually(
                        "the router is shown",
                        () -> browser.text("#postern article dl").contains("link up"));
                browser.size(1200, 1200);
                browser.picture(FOLDER.resolve("web-console-dark.png"));
                browser.size(390, 1200);
                browser.eval("document.getElementById('postern').scrollIntoView()");
                browser.picture(FOLDER.resolve("web-console-phone.png"));
            }
        }
    }

    private static void fill(Browser browser) throws Exception {
        Browser.eventually(
                "the router is shown", () -> !browser.text("#postern article h3").isEmpty());
        browser.type("#postern-open-port", "8080");
        browser.type("#postern-open-description", "camera");
        browser.click("button[value=map]");
        Browser.eventually(
                "it is open", () -> browser.text("#postern article table").contains("camera"));
        browser.type("#postern-open-port", "25565");
        browser.type("#postern-open-description", "minecraft");
        browser.click("button[value=keep]");
        Browser.eventually(
                "it is open", () -> browser.text("[data-part=kept]").contains("203.0.113.7"));
    }
}
