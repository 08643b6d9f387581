// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's Chromium without a window, driven over the WebDriver protocol (W3C) by its own driver: the
 * few calls that the tests need are not worth the forty jars of a client library.
 */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Hang guard; a page is there within a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern ELEMENT = Pattern.compile("\"element-[^\"]+\":\"([^\"]+)\"");
    private static final Pattern VALUE =
            Pattern.compile("\\{\"value\":\"((?:[^\"\\\\]++|\\\\.)*+)\"\\}", Pattern.DOTALL);

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

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Path folder, Process driver, int port, String capabilities) throws Exception {
        this.driver = driver;
        String base = "http://127.0.0.1:" + port + "/session";
        String answer = send(base, capabilities);
        Matcher id = SESSION.matcher(answer);
        if (!id.find()) {
            driver.destroyForcibly();
            fail("No session in " + folder + ": " + answer);
        }
        session = base + "/" + id.group(1);
    }

    /**
     * Starts one; the test is skipped where Debian's packages are not installed.
     *
     * @param folder empty, for what the browser stores
     * @param arguments more of Chromium
     */
    static Browser start(Path folder, String... arguments) throws Exception {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "browser test skipped: it needs the Debian packages chromium and chromium-driver");
        Process driver =
                new ProcessBuilder(DRIVER.toString(), "--port=0").redirectErrorStream(true).start();
        StringBuilder all = new StringBuilder();
        ARGUMENTS.forEach(each -> all.append(quoted(each)).append(','));
        for (String each : arguments) {
            all.append(quoted(each)).append(',');
        }
        String capabilities =
                "{\"capabilities\":{\"alwaysMatch\":{\"browserName\":\"chrome\","
                        + "\"goog:chromeOptions\":{\"binary\":"
                        + quoted(CHROMIUM.toString())
                        + ",\"args\":["
                        + all
                        + quoted("--user-data-dir=" + folder)
                        + "]}}}}";
        return new Browser(folder, driver, port(driver), capabilities);
    }

    private static int port(Process driver) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new IOException("The driver has not started.");
    }

    void open(String url) throws Exception {
        call("/url", "{\"url\":" + quoted(url) + "}");
    }

    void size(int width, int height) throws Exception {
        call("/window/rect", "{\"width\":" + width + ",\"height\":" + height + "}");
    }

    /** What a script returns, as text. */
    String eval(String script) throws Exception {
        String answer =
                call(
                        "/execute/sync",
                        "{\"script\":"
                                + quoted("return String((() => {" + script + "})())")
                                + ",\"args\":[]}");
        Matcher value = VALUE.matcher(answer);
        return value.matches() ? unescaped(value.group(1)) : fail(answer);
    }

    /** The text of the first element that a person sees, or empty. */
    String text(String selector) throws Exception {
        return eval(
                "const e = document.querySelector("
                        + quoted(selector)
                        + "); return e ? e.innerText : ''");
    }

    /** As with a mouse. */
    void click(String selector) throws Exception {
        call("/element/" + element(selector) + "/click", "{}");
    }

    /** As with a keyboard, after what is there was removed. */
    void type(String selector, String text) throws Exception {
        String element = "/element/" + element(selector);
        call(element + "/clear", "{}");
        call(element + "/value", "{\"text\":" + quoted(text) + "}");
    }

    private String element(String selector) throws Exception {
        String answer =
                call("/element", "{\"using\":\"css selector\",\"value\":" + quoted(selector) + "}");
        Matcher id = ELEMENT.matcher(answer);
        return id.find() ? id.group(1) : fail(selector + ": " + answer);
    }

    /** Answers a question of the page with yes. */
    void accept() throws Exception {
        call("/alert/accept", "{}");
    }

    /** A picture of what is shown. */
    void picture(Path file) throws Exception {
        Matcher value = VALUE.matcher(get("/screenshot"));
        if (!value.matches()) {
            fail("No picture.");
        }
        Files.write(file, Base64.getDecoder().decode(value.group(1)));
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

    private String call(String path, String body) throws Exception {
        String answer = send(session + path, body);
        if (answer.contains("\"error\":")) {
            fail(path + " " + body + ": " + answer);
        }
        return answer;
    }

    private String send(String url, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(PATIENCE)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(session + path))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        Matcher escape = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)").matcher(text);
        while (escape.find()) {
            String letter = escape.group(1);
            String meant =
                    escape.group(2) != null
                            ? String.valueOf((char) Integer.parseInt(escape.group(2), 16))
                            : switch (letter) {
                                case "n" -> "\n";
                                case "t" -> "\t";
                                case "r" -> "\r";
                                default -> letter;
                            };
            escape.appendReplacement(plain, Matcher.quoteReplacement(meant));
        }
        return escape.appendTail(plain).toString();
    }

    @Override
    public void close() throws IOException {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(session)).timeout(PATIENCE).DELETE().build(),
                    BodyHandlers.discarding());
            driver.destroy();
            driver.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            driver.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
