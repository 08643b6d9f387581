// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of a test, for {@code sh}, that it runs as a user's. */
public final class TestProgram {
    private TestProgram() {}

    /** A program; its folder has a blank in its name. */
    public static Path in(Path folder, String name, String... lines) throws IOException {
        Path script = Files.createDirectories(folder.resolve("my programs")).resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** The lines of a file that a program writes, when there are so many. */
    public static List<String> lines(Path file, int number) throws Exception {
        while (!Files.exists(file) || Files.readAllLines(file).size() < number) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return Files.readAllLines(file);
    }

    /** The process whose number a program has written. */
    public static void awaitEnd(Path file) throws Exception {
        long pid = Long.parseLong(lines(file, 1).get(0));
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
