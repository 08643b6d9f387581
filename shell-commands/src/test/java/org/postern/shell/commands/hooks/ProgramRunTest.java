// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.shell.commands.hooks.ProgramRun.Outcome;
import org.postern.testkit.TestProgram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One run of a real program. */
@Timeout(60)
class ProgramRunTest {
    @TempDir Path folder;

    @Test
    void itsEnvironmentHasTheFacts_andItGetsNoWords() throws Exception {
        Outcome outcome =
                run(
                        TestProgram.in(
                                folder,
                                "a program $(x).sh",
                                "echo \"$# $POSTERN_EVENT\"",
                                "cat",
                                "echo error >&2",
                                "exit 3"),
                        Map.of("POSTERN_EVENT", "PORT_OPENED; $(echo no)"));

        assertEquals(OptionalInt.of(3), outcome.exitCode());
        assertEquals(List.of("0 PORT_OPENED; $(echo no)", "error"), outcome.output());
        assertFalse(outcome.isCut());
        assertFalse(outcome.isSuccess());
    }

    @Test
    void ofALotOfOutput_theBeginningIsKept() throws Exception {
        Outcome outcome =
                run(TestProgram.in(folder, "chatty", "yes postern | head -c 1000000"), Map.of());

        assertTrue(outcome.isSuccess());
        assertTrue(outcome.isCut());
        // Without the end of the last line.
        assertEquals(ProgramRun.MOST_OUTPUT - 1, String.join("\n", outcome.output()).length());
    }

    @Test
    void aProgramThatHangs_isEnded_andSoIsWhatItStarted() throws Exception {
        Path started = folder.resolve("started");
        Path program =
                TestProgram.in(
                        folder,
                        "hanging",
                        "trap '' TERM",
                        "sh -c 'sleep 300 & echo $! >\"" + started + "\"; wait'",
                        "sleep 300");
        Outcome outcome =
                ProgramRun.run(program, Map.of(), () -> Files.exists(started) && size(started) > 0);

        assertEquals(OptionalInt.empty(), outcome.exitCode());
        assertFalse(outcome.isSuccess());
        TestProgram.awaitEnd(started);
    }

    @Test
    void aProgramThatPrintsWithoutEnd_isEndedAsWell() throws Exception {
        Outcome outcome =
                ProgramRun.run(
                        TestProgram.in(folder, "endless", "echo $$ >\"" + folder + "/pid\"", "yes"),
                        Map.of(),
                        () -> Files.exists(folder.resolve("pid")));

        assertEquals(OptionalInt.empty(), outcome.exitCode());
        TestProgram.awaitEnd(folder.resolve("pid"));
    }

    @Test
    void whatIsLeftInTheBackground_isNotWaitedFor() throws Exception {
        Path started = folder.resolve("started");
        Outcome outcome =
                run(
                        TestProgram.in(
                                folder,
                                "leaving",
                                "echo before",
                                "sleep 300 &",
                                "echo $! >\"" + started + "\""),
                        Map.of());

        assertTrue(outcome.isSuccess());
        assertEquals(List.of("before"), outcome.output());
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(TestProgram.lines(started, 1).get(0)))
                        .orElseThrow();
        assertTrue(left.isAlive(), "it is the program's own affair");
        left.destroyForcibly();
    }

    @Test
    void whatCannotBeStarted_isAFailure() throws Exception {
        Path program = TestProgram.in(folder, "gone");
        Files.delete(program);

        assertThrows(IOException.class, () -> run(program, Map.of()));
    }

    private static Outcome run(Path program, Map<String, String> variables) throws Exception {
        return ProgramRun.run(program, variables, () -> false);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
