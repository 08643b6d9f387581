// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The archives, unpacked and used by somebody who has nothing else of Postern. */
@Timeout(300)
class ArchivesIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final String VERSION = System.getProperty("postern.version");
    private static final String FOLDER = "postern-" + VERSION;
    private static final String SYSTEM = "-" + System.getProperty("postern.system");

    @TempDir Path temporary;

    /** All that the archives take from the machine: a PATH with a few programs of every Unix. */
    private Map<String, String> environment(String... more) throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : List.of("mkdir", "mv", "readlink", "rm", "sed", "sh", "stty")) {
            Path link = tools.resolve(tool);
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, find(tool));
            }
        }
        for (String each : more) {
            Path link = tools.resolve(Path.of(each).getFileName());
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, Path.of(each));
            }
        }
        Path home = Files.createDirectories(temporary.resolve("home"));
        return Map.of("PATH", tools.toString(), "HOME", home.toString());
    }

    private static Path find(String program) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path unpack(String suffix) throws Exception {
        Path archive = TARGET.resolve("postern-" + VERSION + suffix);
        if (suffix.endsWith(".zip")) {
            unzip(archive);
        } else {
            Program tar =
                    Program.run(
                            Map.of("PATH", System.getenv("PATH")),
                            "tar",
                            "-xzf",
                            archive.toString(),
                            "-C",
                            temporary.toString());
            assertEquals(0, tar.exitCode(), tar.errors());
        }
        return temporary.resolve(FOLDER);
    }

    /** As programs do that know what Unix wrote. */
    private void unzip(Path archive) throws IOException {
        try (FileSystem zip =
                        FileSystems.newFileSystem(
                                archive, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path file = temporary.resolve(zip.getPath("/").relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(file);
                } else {
                    Files.copy(entry, file, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
                }
            }
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Set<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("lib/postern/runtime/"))
                    .forEach(names::add);
            return names;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar.gz", "SYSTEM.tar.gz"})
    void archives_haveTheSameFiles(String suffix) throws Exception {
        Path folder = unpack(suffix.replace("SYSTEM", SYSTEM));

        assertEquals(
                Set.of(
                        "bin/postern",
                        "bin/postern.cmd",
                        "share/bash-completion/completions/postern",
                        "share/doc/postern/LICENSE",
                        "share/doc/postern/NOTICE",
                        "share/man/man1/postern.1",
                        "share/postern/postern.jar",
                        "share/zsh/site-functions/_postern"),
                files(folder));
        assertEquals(
                Files.readString(Path.of("..", "LICENSE")),
                Files.readString(folder.resolve("share/doc/postern/LICENSE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".zip", ".tar.gz"})
    void script_needsJavaOnly(String suffix) throws Exception {
        String script = unpack(suffix).resolve("bin/postern").toString();

        Program version = Program.run(environment(java()), script, "--version");
        assertEquals("postern " + VERSION, version.output(), version.errors());
        assertEquals("", version.errors());

        Program demo = Program.run(environment(java()), script, "demo");
        assertEquals(0, demo.exitCode(), demo.errors());
        assertEquals(64, Program.run(environment(java()), script, "mapp").exitCode());
    }

    @Test
    void script_findsItsFilesThroughALinkAndJavaByJavaHome() throws Exception {
        Path script = unpack(".tar.gz").resolve("bin/postern");
        Path link = Files.createSymbolicLink(temporary.resolve("postern"), script);
        Map<String, String> environment = new HashMap<>(environment());

        Program without = Program.run(environment, link.toString(), "--version");
        assertEquals(69, without.exitCode());

        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Program with = Program.run(environment, link.toString(), "--version");
        assertEquals("postern " + VERSION, with.output(), with.errors());
    }

    /** In a folder of the user's, since that of a package cannot be written to. */
    @Test
    void script_makesTheArchiveOfClassesOnce() throws Exception {
        String script = unpack(".tar.gz").resolve("bin/postern").toString();
        Map<String, String> environment = environment(java());
        Program.run(environment, script, "--version");
        Path cache = Path.of(environment.get("HOME"), ".cache", "postern", VERSION);
        List<Path> made = list(cache);
        assertEquals(1, made.size(), made.toString());
        assertTrue(Files.size(made.get(0)) > 0, "an archive that could not be made");
        Object time = Files.getLastModifiedTime(made.get(0));

        Program.run(environment, script, "--version");
        assertEquals(made, list(cache));
        assertEquals(time, Files.getLastModifiedTime(made.get(0)));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.toList());
        }
    }

    @Test
    void runtime_needsNoJava() throws Exception {
        Path folder = unpack(SYSTEM + ".tar.gz");
        String script = folder.resolve("bin/postern").toString();
        assertFalse(Files.exists(temporary.resolve("tools/java")));

        Program demo = Program.run(environment(), script, "demo");
        assertEquals(0, demo.exitCode(), demo.errors());
    }

    /** The shell is what uses most of Java: a framework, native code, reflection. */
    @Test
    void runtime_hasWhatTheInteractiveShellNeeds() throws Exception {
        String script = unpack(SYSTEM + ".tar.gz").resolve("bin/postern").toString();
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("JAVA_TOOL_OPTIONS", "-Dorg.postern.gateways.searchAtActivation=false");

        Program shell =
                Program.runWithInput(
                        environment, "simulate --list\nlb | grep -c Active\nkept\nexit\n", script);

        assertEquals(0, shell.exitCode(), shell.errors());
        assertTrue(shell.output().contains("lease-725"), shell.output());
        assertFalse(shell.errors().contains("Exception"), shell.errors());
    }
}
