// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jar with words on its command line, as a process. */
@Timeout(120)
class OneCommandIT {
    @TempDir Path home;

    @Test
    void version_isPrinted() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home, "--version")) {
            assertTrue(postern.output().startsWith("postern 0."), postern::output);
            assertEquals(0, postern.exitCode());
            assertEquals("", postern.errors());
        }
    }

    @Test
    void help_namesTheCommands() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home, "--help")) {
            String help = postern.output();
            for (String command :
                    List.of(
                            "discover",
                            "inspect",
                            "gateway",
                            "address",
                            "map",
                            "unmap",
                            "mappings",
                            "keep",
                            "kept",
                            "reopen",
                            "release",
                            "watch",
                            "serve",
                            "helper",
                            "simulate",
                            "demo")) {
                assertTrue(help.contains(command), help);
            }
            assertEquals(0, postern.exitCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"teleport", "--teleport", "map --teleport", "map eighty", "keep eighty", "keep"})
    void wrongWords_getASentenceAnd64(String words) throws Exception {
        try (RunningPostern postern = RunningPostern.start(home, words.split(" "))) {
            assertEquals(64, postern.exitCode());
            assertEquals("", postern.output());
            assertFalse(postern.errors().isBlank());
            assertFalse(postern.errors().contains("\tat "), postern::errors);
        }
    }

    @Test
    void port0_endsWithTheNumberOfInvalidPort() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home, "map", "0")) {
            assertEquals(17, postern.exitCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signal_endsTheCommandCleanly(String signal, int code) throws Exception {
        try (RunningPostern postern = RunningPostern.start(home, "simulate")) {
            postern.awaitLine("rootDesc.xml");
            postern.signal(signal);
            assertEquals(code, postern.exitCode());
            assertFalse(postern.errors().contains("\tat "), postern::errors);
        }
        assertNothingLeft();
    }

    @Test
    void aHelperOutside_answersUntilItIsEnded() throws Exception {
        try (RunningPostern postern =
                RunningPostern.start(
                        home, "helper", "--interface", "127.0.0.1", "--port", "0", "--json")) {
            String port = postern.line().replaceFirst(".*\"port\":(\\d+),.*", "$1");
            URI question = URI.create("http://127.0.0.1:" + port + "/tcp/203.0.113.7/80");
            HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();

            assertEquals(403, connection.getResponseCode());
            postern.signal("TERM");
            assertEquals(143, postern.exitCode());
            assertEquals("", postern.output());
        }
        assertNothingLeft();
    }

    @Test
    void twoAtOnce_doNotDisturbEachOther() throws Exception {
        try (RunningPostern first = RunningPostern.start(home, "simulate");
                RunningPostern second = RunningPostern.start(home, "simulate")) {
            first.awaitLine("rootDesc.xml");
            second.awaitLine("rootDesc.xml");
            second.signal("TERM");
            assertEquals(143, second.exitCode());

            version_isPrinted();

            assertTrue(first.isAlive());
            first.signal("TERM");
            assertEquals(143, first.exitCode());
        }
        assertNothingLeft();
    }

    /** No folder is made for a command that stores nothing. */
    private void assertNothingLeft() throws IOException {
        for (String folder : List.of("cache", "state", "config")) {
            assertFalse(Files.exists(home.resolve(folder)), folder);
        }
    }
}
