// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium without a window, and what the tests do with it. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Hang guard; a page is there within a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> ARGUMENTS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts one; the test is skipped where Debian's packages are not installed.
     *
     * @param folder empty, for what the browser stores
     * @param arguments more of Chromium
     */
    static Browser start(Path folder, String... arguments) {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "browser test skipped: it needs the Debian packages chromium and chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(ARGUMENTS);
        options.addArguments(arguments);
        options.addArguments("--user-data-dir=" + folder);
        return new Browser(
                new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(DRIVER.toFile())
                                .usingAnyFreePort()
                                .build(),
                        options));
    }

    void open(String url) {
        driver.get(url);
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** What a script returns, as text. */
    String eval(String script) {
        return String.valueOf(driver.executeScript("return String((() => {" + script + "})())"));
    }

    /** The text of the first element that a person sees, or empty. */
    String text(String selector) {
        return String.valueOf(
                driver.executeScript(
                        "const e = document.querySelector(arguments[0]);"
                                + " return e ? e.innerText : ''",
                        selector));
    }

    /** As with a mouse; once more where the page was renewed meanwhile. */
    void click(String selector) throws Exception {
        eventually(
                selector,
                () -> {
                    try {
                        element(selector).click();
                        return true;
                    } catch (StaleElementReferenceException e) {
                        return false;
                    }
                });
    }

    /** As with a keyboard, after what is there was removed. */
    void type(String selector, String text) {
        WebElement element = element(selector);
        element.clear();
        element.sendKeys(text);
    }

    /** Keys for what is focused. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /**
     * What assistive technology gets of an element and of all that is in it.
     *
     * @return each node as Chromium describes it, see {@code Accessibility.AXNode} of its DevTools
     *     protocol; without those that it ignores
     */
    List<Map<String, Object>> accessibilityTree(String selector) {
        Object document = driver.executeCdpCommand("DOM.getDocument", Map.of()).get("root");
        Object node =
                driver.executeCdpCommand(
                                "DOM.querySelector",
                                Map.of(
                                        "nodeId",
                                        ((Map<?, ?>) Objects.requireNonNull(document))
                                                .get("nodeId"),
                                        "selector",
                                        selector))
                        .get("nodeId");
        List<Map<String, Object>> nodes = new ArrayList<>();
        if (driver.executeCdpCommand("Accessibility.queryAXTree", Map.of("nodeId", node))
                        .get("nodes")
                instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> map && !Boolean.TRUE.equals(map.get("ignored"))) {
                    Map<String, Object> copy = new HashMap<>();
                    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
                    nodes.add(copy);
                }
            }
        }
        return nodes;
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Answers a question of the page with yes. */
    void accept() {
        driver.switchTo().alert().accept();
    }

    /** A picture of what is shown. */
    void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Something that is looked at again and again. */
    @FunctionalInterface
    interface Look {
        boolean isSo() throws Exception;
    }

    static void eventually(String what, Look look) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!look.isSo()) {
            if (System.nanoTime() > end) {
                fail("It never came about: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
