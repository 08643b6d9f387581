// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Completions in real shells, and the manual page in a real formatter. */
@Timeout(120)
class CompletionIT {
    private static final Path SHARE = Path.of("target", "prefix", "share").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", System.getenv("PATH"), "TERM", "dumb", "LC_ALL", "C.UTF-8");

    /** What bash offers for the last of these words. */
    private static List<String> bash(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "bash",
                                "--norc",
                                "-uc",
                                "source \"$0\"; COMP_WORDS=(postern \"$@\"); COMP_CWORD=$#;"
                                        + " _postern; printf '%s\\n' \"${COMPREPLY[@]}\"",
                                SHARE + "/bash-completion/completions/postern"));
        command.addAll(List.of(words));
        Program bash = Program.run(ENVIRONMENT, command.toArray(String[]::new));
        assertEquals("", bash.errors());
        return bash.output().lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void bash_offersCommandsOptionsAndValues() throws Exception {
        assertEquals(List.of("map", "mappings"), bash("ma"));
        assertEquals(
                List.of("--duration", "--description"),
                bash("keep", "80", "--d").stream().sorted((a, b) -> b.compareTo(a)).toList());
        assertEquals(List.of("TCP", "UDP", "BOTH"), bash("map", "80", "--protocol", ""));
        assertEquals(List.of("UDP"), bash("doctor", "80", "--protocol", "U"));
        assertEquals(List.of("nat-pmp"), bash("simulate", "--control", "n"));
        assertEquals(List.of("map", "mappings"), bash("help", "ma"));
        assertEquals(List.of("lease-725"), bash("simulate", "--quirk", "lease-725"));
        assertEquals(List.of("/bin/echo"), bash("keep", "80", "--exec", "/bin/ech"));
        assertEquals(List.of("setpriv"), bash("watch", "--exec", "setpri"));
        assertEquals(List.of(), bash("map", "80", "--description", ""));
    }

    @Test
    void bash_findsTheCommandAfterOptions() throws Exception {
        assertEquals(List.of("lo"), bash("--interface", "lo"));
        assertEquals(List.of("--stun"), bash("--interface", "lo", "--json", "doctor", "--s"));
        assertEquals(List.of(), bash("map", "--s"));
        assertEquals(List.of("doctor"), bash("--control", "pcp", "doc"));
    }

    /** Types into a shell on a terminal of its own. */
    @Test
    void zsh_offersCommandsOptionsAndValues() throws Exception {
        assumeTrue(Program.required() || Program.have("zsh"), "zsh is not installed.");
        assertEquals("postern mappings", zsh("postern mappi"));
        assertEquals("postern map --protocol", zsh("postern map --proto"));
        assertEquals("postern keep 80 --protocol", zsh("postern keep 80 --proto"));
        assertEquals("postern doctor 80 --protocol UDP", zsh("postern doctor 80 --protocol U"));
        assertEquals("postern watch --exec setpriv", zsh("postern watch --exec setpri"));
        assertEquals("postern --control nat-pmp", zsh("postern --control nat"));
        assertEquals("postern --ipv6 help mappings", zsh("postern --ipv6 help mappi"));
        assertEquals(
                "postern simulate --quirk mute --quirk lease-725",
                zsh("postern simulate --quirk mute --quirk lease-72"));
    }

    /** The line after the TAB key. */
    private static String zsh(String line) throws Exception {
        Program zsh =
                Program.run(
                        ENVIRONMENT,
                        "zsh",
                        "-f",
                        Path.of("src/test/scripts/complete.zsh").toString(),
                        SHARE + "/zsh/site-functions",
                        line);
        assertEquals(0, zsh.exitCode(), zsh.errors());
        return zsh.output().replaceAll("(?s).*line=<(.*?) ?>.*", "$1");
    }

    @Test
    void manualPage_isFormattedWithoutAWarning() throws Exception {
        assumeTrue(Program.required() || Program.have("groff"), "groff is not installed.");
        Program groff =
                Program.run(
                        ENVIRONMENT,
                        "groff",
                        "-man",
                        "-ww",
                        "-Tutf8",
                        "-P-cbou",
                        SHARE + "/man/man1/postern.1");
        assertEquals("", groff.errors());
        assertEquals(0, groff.exitCode());
        assertTrue(groff.output().contains("--any-port"), groff.output());
        assertFalse(groff.output().contains("\\"), groff.output());
    }
}
