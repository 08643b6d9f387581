// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jar without words, its input a pipe. */
@Timeout(120)
class InteractiveShellIT {
    private static final String WELCOME = "Ctrl-D leaves";

    @TempDir Path home;

    @Test
    void ourCommands_needNoScope() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.type("simulate --list\n");
            postern.awaitLine("lease-725");
            postern.type("exit\n");
            assertEquals(0, postern.exitCode());
            assertEquals("", postern.errors());
        }
        assertNothingLeft();
    }

    @Test
    void unknownWordsHelpAndQuit_areUnderstood() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.type("relaese 80\n");
            postern.awaitLine("There is no command 'relaese'. Did you mean 'release'?");
            postern.type("help\n");
            postern.awaitLine("unmap PORT...");
            postern.type("?\n");
            postern.awaitLine("unmap PORT...");
            postern.type("help map\n");
            postern.awaitLine("Usage: map PORT");
            postern.type("? unmap\n");
            postern.awaitLine("Usage: unmap PORT");
            postern.type("quit\n");
            assertEquals(0, postern.exitCode());
        }
    }

    @Test
    void settings_areReadFromFiles_andFollowed() throws Exception {
        Path settings = Files.createDirectories(home.resolve("config").resolve("postern"));
        Path port = settings.resolve("org.postern.port.keeper.port-game.cfg");
        String text = "protocol = TCP\nexternalPort = 25565\n";
        Files.writeString(port, text);
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            // Config Admin hands configurations over on a thread of its own.
            postern.typeUntil("kept --json\n", "\"requestedPort\":25565");
            Files.writeString(port, text.replace("25565", "25566"));
            postern.typeUntil("kept --json\n", "\"requestedPort\":25566");
            postern.type("exit\n");
            assertEquals(0, postern.exitCode());
            assertEquals("", postern.errors());
        }
        assertEquals(text.replace("25565", "25566"), Files.readString(port), "as it was written");
        assertNothingLeft();
        // The folder stays, so that settings are read.
        Files.move(port, settings.resolve("org.postern.port.keeper.port-other.cfg"));
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.typeUntil("kept --json\n", "\"origin\":\"configuration other\"");
            postern.type("kept --json\n");
            assertEquals(1, postern.line().split("\"requestedPort\"").length - 1);
            postern.type("exit\n");
            assertEquals(0, postern.exitCode());
        }
    }

    @Test
    void endOfInput_endsTheShell() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.endInput();
            assertEquals(0, postern.exitCode());
        }
        assertNothingLeft();
    }

    @Test
    void history_isKeptInTheStateFolder() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.type("simulate --list\nexit\n");
            assertEquals(0, postern.exitCode());
        }
        Path history = home.resolve("state").resolve("postern").resolve("history");
        assertTrue(Files.readString(history).contains("simulate --list"));
    }

    @Test
    void unwritableState_costsTheHistoryAlone() throws Exception {
        Files.writeString(home.resolve("state"), "a file where a folder should be");
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.type("simulate --list\n");
            postern.awaitLine("lease-725");
            postern.type("exit\n");
            assertEquals(0, postern.exitCode());
            assertEquals(1, postern.errors().lines().count(), postern::errors);
        }
    }

    @Test
    void aSecondShell_hasNoMemoryAndSaysSo_untilTheFirstHasEnded() throws Exception {
        try (RunningPostern first = RunningPostern.start(home)) {
            first.awaitLine(WELCOME);
            try (RunningPostern second = RunningPostern.start(home)) {
                second.awaitLine(WELCOME);
                second.endInput();
                assertEquals(0, second.exitCode());
                assertTrue(
                        second.errors().startsWith("Another Postern shell is running"),
                        second::errors);
                assertEquals(1, second.errors().lines().count(), second::errors);
            }
            first.signal("KILL");
            first.exitCode();
        }
        try (RunningPostern third = RunningPostern.start(home)) {
            third.awaitLine(WELCOME);
            third.endInput();
            assertEquals(0, third.exitCode());
            assertEquals("", third.errors());
        }
    }

    @Test
    void sigterm_endsWith143() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.signal("TERM");
            assertEquals(143, postern.exitCode());
        }
        assertNothingLeft();
    }

    @Test
    void killed_theNextStartDeletesWhatIsLeft() throws Exception {
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.signal("KILL");
            assertEquals(137, postern.exitCode());
        }
        assertEquals(2, RunningPostern.namesIn(home.resolve("cache").resolve("postern")).size());

        endOfInput_endsTheShell();
    }

    @Test
    void unwritableCache_costsNothing() throws Exception {
        Files.writeString(home.resolve("cache"), "a file where a folder should be");
        try (RunningPostern postern = RunningPostern.start(home)) {
            postern.awaitLine(WELCOME);
            postern.endInput();
            assertEquals(0, postern.exitCode());
        }
        assertEquals(
                List.of(),
                RunningPostern.namesIn(home.resolve("tmp")).stream()
                        .filter(name -> name.startsWith("postern"))
                        .toList());
    }

    private void assertNothingLeft() throws Exception {
        assertEquals(
                List.of("lock"), RunningPostern.namesIn(home.resolve("cache").resolve("postern")));
    }
}
