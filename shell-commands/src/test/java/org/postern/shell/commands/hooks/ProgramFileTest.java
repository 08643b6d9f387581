// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.TestProgram;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which file a program is, before anything is run. */
class ProgramFileTest {
    @TempDir Path folder;

    @Test
    void aNameAlone_isFoundInTheFoldersOfPath() throws Exception {
        Path program = TestProgram.in(folder, "update dns");
        Files.createDirectory(folder.resolve("update dns"));
        String path = folder + File.pathSeparator + program.getParent();

        assertEquals(program, find("update dns", Map.of("PATH", path)));
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> find("update", Map.of("PATH", path)))
                        .getMessage()
                        .contains("'./update'"));
        assertThrows(IllegalArgumentException.class, () -> find("update dns", Map.of()));
    }

    @Test
    void whatHasASlash_isAPath() throws Exception {
        Path program = TestProgram.in(folder, "update");

        assertEquals(program, find(program.toString(), Map.of()));
    }

    @Test
    void whatCannotBeRun_isSaid() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "text");

        assertEquals("There is no file '" + folder + "/none'.", sentence(folder + "/none"));
        assertEquals("'" + folder + "' is not a file.", sentence(folder.toString()));
        assertEquals("The file '" + plain + "' is not executable.", sentence(plain.toString()));
        assertEquals("A program has no empty name.", sentence(" "));
    }

    @Test
    void onWindows_theEndingMayBeLeftOut() throws Exception {
        Path program = TestProgram.in(folder, "update.CMD");

        assertEquals(
                program,
                find(
                        program.resolveSibling("update").toString(),
                        Map.of("PATHEXT", ".EXE" + File.pathSeparator + ".CMD")));
    }

    private static Path find(String program, Map<String, String> environment) {
        return new ProgramFile(name -> Optional.ofNullable(environment.get(name))).find(program);
    }

    private static String sentence(String program) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> find(program, Map.of()))
                        .getMessage());
    }
}
