// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.DISCOVERY;
import static org.postern.homes.BuiltJars.GAME;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.PORT_KEEPER;
import static org.postern.homes.BuiltJars.SHARE;
import static org.postern.homes.BuiltJars.path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.HeldMapping;
import org.postern.simulator.SimulatedRouter;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The example programs in plain Java: what they promise is done by data that crosses the router. */
@Timeout(120)
class ExamplesIT {
    private static final String LIBRARIES = path(API, DISCOVERY, GATEWAYS, IGD_CONTROL);
    private static final String LIBRARIES_AND_KEEPER =
            path(API, DISCOVERY, GATEWAYS, IGD_CONTROL, PORT_KEEPER);
    private static final String SERVER = GAME + ".GameServer";
    private static final String SHARE_MAIN = SHARE + ".Share";

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("for a friend.txt"), "Come and see.");
    }

    @Test
    void gameServer_onTheClassPath() throws Exception {
        letPlay("-cp", joined(LIBRARIES_AND_KEEPER, path(GAME)), SERVER);
    }

    /** Naming the API is enough: what provides for it comes along. */
    @Test
    void gameServer_onTheClassPath_withPosternOnTheModulePath() throws Exception {
        letPlay("-p", LIBRARIES_AND_KEEPER, "--add-modules", API, "-cp", path(GAME), SERVER);
    }

    @Test
    void fileShare_onTheModulePath() throws Exception {
        letShare("-p", joined(LIBRARIES, path(SHARE)), "-m", SHARE + "/" + SHARE_MAIN);
    }

    @Test
    void fileShare_onTheClassPath() throws Exception {
        letShare("-cp", joined(LIBRARIES, path(SHARE)), SHARE_MAIN);
    }

    @Test
    void fileShare_closesItsPortWhenItIsEnded() throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Archive");
                RunningProcess share =
                        java(
                                "-cp",
                                joined(LIBRARIES, path(SHARE)),
                                SHARE_MAIN,
                                file.toString(),
                                "lo",
                                router.udn())) {
            share.awaitLine("http://");
            share.terminate();

            assertEquals(143, share.exitCode(), share::errors);
            assertEquals(List.of(), router.mappings());
        }
    }

    @Test
    void withoutAProvider_theSentenceSaysWhatToPutOnThePath() throws Exception {
        try (RunningProcess share =
                java("-p", path(API, SHARE), "-m", SHARE + "/" + SHARE_MAIN, file.toString())) {
            assertEquals(1, share.exitCode());
            assertTrue(share.errors().contains("put " + GATEWAYS), share::errors);
        }
    }

    @Test
    void withoutARouter_fileShareEndsWithASentence() throws Exception {
        try (RunningProcess share =
                java(
                        "-cp",
                        joined(LIBRARIES, path(SHARE)),
                        SHARE_MAIN,
                        file.toString(),
                        "lo",
                        "uuid:of-no-router")) {
            // Nothing answered, or only routers of other tests.
            assertTrue(List.of(26, 27).contains(share.exitCode()), share::errors);
            assertEquals(1, share.errors().lines().count(), share::errors);
        }
    }

    private void letPlay(String... how) throws Exception {
        int port = Smoke.freePort();
        try (SimulatedRouter router = Neighbourhood.router("Game room");
                RunningProcess server = java(how, Integer.toString(port), "lo", router.udn())) {
            // Another one than asked for: on loopback the game itself is in the router's way.
            String place = "Players come in at 203.0.113.7 port ";
            int open = Integer.parseInt(server.awaitLine(place).substring(place.length()));
            HeldMapping held = router.mappings().get(0);
            assertEquals(
                    "guess " + port + " " + open,
                    held.description() + " " + held.internalPort() + " " + held.externalPort());

            try (Socket player = new Socket(router.wanAddress(), open)) {
                assertTrue(win(player).startsWith("Right, after "));
            }
            server.terminate();

            assertEquals(143, server.exitCode(), server::errors);
            assertEquals(List.of(), router.mappings());
        }
    }

    private void letShare(String... how) throws Exception {
        try (SimulatedRouter router = Neighbourhood.router("Library");
                RunningProcess share = java(how, file.toString(), "lo", router.udn())) {
            URI shown = URI.create(share.awaitLine("http://"));
            assertEquals("203.0.113.7", shown.getHost());
            assertTrue(shown.getRawPath().endsWith("/for%20a%20friend.txt"), shown.toString());
            assertEquals(shown.getPort(), router.mappings().get(0).externalPort());

            URL outside =
                    new URL(
                            "http",
                            router.wanAddress().getHostAddress(),
                            shown.getPort(),
                            shown.getRawPath());
            try (InputStream body = outside.openStream()) {
                assertEquals(
                        "Come and see.", new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }

            assertEquals(0, share.exitCode(), share::errors);
            assertEquals(List.of(), router.mappings());
        }
    }

    /** Halves the numbers that are left. */
    private static String win(Socket player) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(player.getInputStream(), StandardCharsets.US_ASCII));
        PrintStream out =
                new PrintStream(player.getOutputStream(), true, StandardCharsets.US_ASCII);
        int low = 1;
        int high = 100;
        String answer = in.readLine();
        while (answer != null && !answer.startsWith("Right")) {
            int guess = (low + high) / 2;
            out.print(guess + "\n");
            answer = in.readLine();
            if ("Higher.".equals(answer)) {
                low = guess + 1;
            } else {
                high = guess - 1;
            }
        }
        return String.valueOf(answer);
    }

    private RunningProcess java(String[] how, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(how));
        words.addAll(List.of(arguments));
        return java(words.toArray(String[]::new));
    }

    private RunningProcess java(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RunningProcess.java());
        command.add("-Dorg.postern.port.keeper.state=" + folder.resolve("state"));
        command.addAll(List.of(words));
        return RunningProcess.start(folder, Map.of(), command);
    }

    private static String joined(String one, String other) {
        return one + File.pathSeparator + other;
    }
}
