// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class SimulateCommandTest {
    private static final long HANG_GUARD_SECONDS = 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SimulateCommand command = new SimulateCommand();

    @ParameterizedTest
    @CsvSource({
        "--port 65536, 17, 0 (any) to 65535",
        "--port -1, 17, 0 (any) to 65535",
        "--port x, 64, simulate --help",
        "--port, 64, needs a value",
        "--quirk nonsense, 64, simulate --help",
        "--bogus, 64, simulate --help",
        "extra, 64, simulate --help",
        "--interface no0, 22, lo (127.0.0.1)",
        "--igd 3, 22, 1 or 2",
        "--max-age 0, 22, 1 to 86400",
        "--max-age soon, 64, simulate --help",
        "--external-address home, 22, IPv4 address",
        "--wan home, 22, IPv4 address",
        "--wan 203.0.113.99, 24, no address of this machine",
        "--udn 1234, 22, uuid:",
        "--control igd, 22, nat-pmp",
        "--control, 64, needs a value",
        "--pxp-port 65536, 17, 0 (any) to 65535",
    })
    void wrongWords_giveTheirCodeAndOneSentence(String words, int code, String part) {
        assertEquals(code, run(words.split(" ")));
        assertTrue(errors().contains(part), errors());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void httpPortInUse_gives24AndNoStackTrace() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertEquals(24, run("--port", port));
        }
        assertEquals(1, errors().strip().lines().count(), errors());
        assertFalse(errors().contains("Exception"), errors());
    }

    @Test
    void list_namesEveryQuirkOnALine() {
        assertEquals(0, run("--list"));
        List<String> lines = output().lines().toList();
        assertEquals(Quirk.all().size() + PxpQuirk.all().size(), lines.size());
        String told = "lease-725 +refuses every lease above 0 with 725 \\(A9\\)";
        assertTrue(lines.stream().anyMatch(line -> line.matches(told)), output());
    }

    @Test
    void help_showsTheUsageOnStdout() {
        assertEquals(0, run("--help"));
        assertTrue(output().startsWith("Usage: simulate"));
    }

    @Test
    void run_printsFactsThenEventsAndEndsAtInterrupt() throws Exception {
        Running run = new Running("--name", "My router", "--quirk", "lease-725", "--igd", "2");
        run.awaitOutput("Ctrl-C ends it.");
        String url = lineWith("description").replaceAll(".*(http:\\S+).*", "$1");
        URI.create(url).toURL().openStream().close();
        run.awaitOutput("GET /rootDesc.xml from 127.0.0.1");
        assertTrue(output().contains("\"My router\" (IGD:2)"), output());
        assertTrue(lineWith("external address").endsWith("203.0.113.7"));
        assertTrue(lineWith("WAN side").endsWith("127.0.0.2"));
        assertTrue(lineWith("quirks").endsWith("lease-725"));
        assertEquals(0, run.interrupt());
        assertEquals("", errors());
    }

    @Test
    void json_isOneObjectAndNothingMore() throws Exception {
        Running run = new Running("--json", "--udn", "uuid:a\"b", "--wan", "127.0.0.1");
        run.awaitOutput("}");
        String url = output().replaceAll("(?s).*\"(http:[^\"]+)\".*", "$1");
        URI.create(url).toURL().openStream().close();
        assertEquals(0, run.interrupt());
        assertEquals(
                "{\"descriptionUrl\":\""
                        + url
                        + "\",\"udn\":\"uuid:a\\\"b\",\"externalAddress\":\"203.0.113.7\","
                        + "\"wanAddress\":\"127.0.0.1\"}",
                output().strip());
    }

    @ParameterizedTest
    @CsvSource({
        "pcp;nat-pmp;upnp, 'PCP, NAT-PMP', true",
        "PCP, PCP, false",
        "nat-pmp, NAT-PMP, false",
    })
    void control_saysWhereEachProtocolIs(String protocols, String label, boolean upnp)
            throws Exception {
        Running run = new Running("--control", protocols.replace(';', ','), "--pxp-port", "0");
        run.awaitOutput("Ctrl-C ends it.");
        assertTrue(lineWith("UDP 127.0.0.1:").startsWith("  " + label + " "), output());
        assertEquals(upnp, output().contains("rootDesc.xml"));
        assertEquals(0, run.interrupt());
    }

    @Test
    void ipv6Firewall_isOfferedOverIpv6() throws Exception {
        assumeTrue(
                NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null,
                "no IPv6 on loopback");
        Running run = new Running("--ipv6-firewall");
        run.awaitOutput("Ctrl-C ends it.");
        assertTrue(lineWith("over IPv6").contains("http://[0:0:0:0:0:0:0:1]:"), output());
        assertEquals(0, run.interrupt());
    }

    @Test
    void json_namesTheAddressOfPcp_andNoDescriptionWithoutUpnp() throws Exception {
        Running run = new Running("--json", "--control", "pcp", "--pxp-port", "0");
        run.awaitOutput("}");
        assertEquals(0, run.interrupt());
        assertTrue(output().startsWith("{\"descriptionUrl\":null,"), output());
        assertTrue(output().strip().matches(".*,\"pxpAddress\":\"127\\.0\\.0\\.1:\\d+\"}"));
    }

    @Test
    void quiet_tellsNothing() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Running run = new Running("--quiet", "--port", String.valueOf(port));
        awaitListening(port);
        assertEquals(0, run.interrupt());
        assertEquals("", output() + errors());
    }

    private static void awaitListening(int port) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_GUARD_SECONDS);
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException notYet) {
                assertTrue(System.nanoTime() < deadline, "nothing listens on port " + port);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    @Test
    void stoppedBundle_endsWhatRuns() throws Exception {
        Running run = new Running("--json");
        run.awaitOutput("}");
        command.stop();
        assertEquals(0, run.result.get(HANG_GUARD_SECONDS, TimeUnit.SECONDS));
    }

    private int run(String... words) {
        return command.applyAsInt(List.of(words), List.of(stream(out), stream(err)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String lineWith(String word) {
        return output().lines().filter(line -> line.contains(word)).findFirst().orElseThrow();
    }

    private final class Running {
        private final CompletableFuture<Integer> result = new CompletableFuture<>();
        private final Thread thread;

        Running(String... words) {
            thread = new Thread(() -> result.complete(run(words)));
            thread.start();
        }

        void awaitOutput(String part) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_GUARD_SECONDS);
            while (!output().contains(part)) {
                assertFalse(System.nanoTime() - end > 0, () -> output() + errors());
                Thread.onSpinWait();
            }
        }

        int interrupt() throws Exception {
            thread.interrupt();
            return result.get(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
        }
    }
}
