// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * {@code keep} with the agents that docs/metrics.md names: what Prometheus and Jolokia get to see, with
 * the rules of that page.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final String PORT = "40193";
    private static final Path ROOT = Path.of(System.getProperty("postern.script")).getParent();
    private static final Path AGENTS = Path.of("target", "agents").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private SimulatedRouter router;
    private RunningPostern keep;
    private int prometheus;
    private int jolokia;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withWanAddress("127." + part() + "." + part() + "." + part()));
        prometheus = freePort();
        jolokia = freePort();
        Path rules = ROOT.resolve("docs").resolve("metrics").resolve("prometheus-jmx.yaml");
        keep =
                RunningPostern.start(
                        home,
                        List.of(
                                "-javaagent:%s=127.0.0.1:%d:%s"
                                        .formatted(
                                                AGENTS.resolve("jmx_prometheus_javaagent.jar"),
                                                prometheus,
                                                rules),
                                "-javaagent:%s=host=127.0.0.1,port=%d,discoveryEnabled=false"
                                        .formatted(
                                                AGENTS.resolve("jolokia-agent-jvm-javaagent.jar"),
                                                jolokia)),
                        "keep",
                        PORT + "/tcp",
                        "--interface",
                        "lo",
                        "--gateway",
                        router.descriptionUrl().toString());
        keep.awaitLine(PORT);
    }

    private static int part() {
        return ThreadLocalRandom.current().nextInt(16, 240);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        keep.close();
        router.close();
    }

    @Test
    void prometheus_scrapesNumbersOfTheKeeper() throws Exception {
        Map<String, Double> samples = scrape(all -> all.containsKey("postern_gateways"));

        assertEquals(1, samples.get("postern_gateways"));
        assertEquals(1, samples.get("postern_ports{phase=\"open\"}"));
        for (String phase : List.of("waiting", "opening", "taken", "refused")) {
            assertEquals(0, samples.get("postern_ports{phase=\"" + phase + "\"}"), phase);
        }
        assertTrue(samples.get("postern_searches_total") >= 1, samples::toString);
        assertEquals(0, samples.get("postern_renewals_total"));
        assertEquals(0, samples.get("postern_failed_renewals_total"));
        assertEquals(0, samples.get("postern_reopened_total"));
        double now = System.currentTimeMillis() / 1000.0;
        double lastChange = samples.get("postern_last_change_timestamp_seconds");
        assertTrue(lastChange <= now && lastChange > now - 200, samples::toString);
    }

    @Test
    void prometheus_scrapesTrafficAndCallsOfTheGateway() throws Exception {
        String gateway = "{gateway=\"" + router.descriptionUrl() + "\"}";
        Map<String, Double> samples =
                scrape(all -> all.containsKey("postern_gateway_bytes_sent_total" + gateway));

        for (String name : List.of("bytes_received", "packets_sent", "packets_received")) {
            assertTrue(
                    samples.containsKey("postern_gateway_" + name + "_total" + gateway),
                    samples::toString);
        }
        assertTrue(samples.get("postern_gateway_calls_total" + gateway) >= 1, samples::toString);
        assertEquals(0, samples.get("postern_gateway_failed_calls_total" + gateway));
        assertEquals(
                1,
                samples.get(
                        "postern_gateway_address{external_address=\"203.0.113.7\",gateway=\""
                                + router.descriptionUrl()
                                + "\"}"),
                samples::toString);
    }

    @Test
    void jolokia_readsTheBeans() throws Exception {
        String keeper =
                await(
                        jolokia,
                        "/jolokia/read/org.postern:type=PortKeeper/Open,Kept,LastTrouble",
                        each -> each.contains("\"status\":200"));
        assertTrue(keeper.contains("\"Open\":1"), keeper);
        assertTrue(keeper.contains("\"Kept\":1"), keeper);
        assertTrue(keeper.contains("\"LastTrouble\":null"), keeper);

        String gateways =
                await(
                        jolokia,
                        "/jolokia/read/org.postern:type=Gateway,*/ExternalAddress",
                        each -> each.contains("\"status\":200"));
        assertTrue(gateways.contains("\"ExternalAddress\":\"203.0.113.7\""), gateways);
    }

    private Map<String, Double> scrape(Predicate<Map<String, Double>> complete) throws Exception {
        Map<String, Double> samples = new TreeMap<>();
        await(
                prometheus,
                "/metrics",
                text -> {
                    samples.clear();
                    text.lines()
                            .filter(line -> line.startsWith("postern_"))
                            .forEach(
                                    line -> {
                                        int space = line.lastIndexOf(' ');
                                        samples.put(
                                                line.substring(0, space),
                                                Double.valueOf(line.substring(space + 1)));
                                    });
                    return complete.test(samples);
                });
        return samples;
    }

    /** The beans are there some seconds after the start, and traffic after the first scrape. */
    private String await(int port, String path, Predicate<String> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String text = "";
        while (!wanted.test(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not there: " + path + ", but " + text);
            }
            TimeUnit.MILLISECONDS.sleep(50);
            text =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + port + path))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
        }
        return text;
    }
}
