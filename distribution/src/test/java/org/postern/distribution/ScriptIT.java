// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The script, copied into a source folder of the test's own, with an mvn that only writes down its
 * calls and lays the built jar where the real one would.
 */
@Timeout(120)
class ScriptIT {
    private static final long HANG_GUARD_SECONDS = 60;
    private static final String BUILDS = "cp -p '%s' '%s'";

    @TempDir Path temporary;

    private Path home;
    private Path jar;
    private Path archive;
    private Path tools;
    private Path calls;

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectory(temporary.resolve("a source folder"));
        tools = Files.createDirectory(temporary.resolve("tools"));
        calls = temporary.resolve("calls.txt");
        jar = Files.createDirectories(home.resolve("distribution/target")).resolve("postern.jar");
        Files.setLastModifiedTime(
                Files.createFile(home.resolve("pom.xml")), FileTime.from(Instant.EPOCH));
        int version = Runtime.version().feature();
        // Newer than the jar, so that only the test of archives waits for one.
        archive =
                Files.writeString(
                        jar.resolveSibling("postern-" + version + (version < 25 ? ".jsa" : ".aot")),
                        "no archive");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(3600)));
        Files.copy(
                Path.of(System.getProperty("postern.script")),
                home.resolve("postern"),
                StandardCopyOption.COPY_ATTRIBUTES);
        writeTool("mvn", BUILDS.formatted(System.getProperty("postern.jar"), jar));
    }

    @Test
    void firstUse_buildsOnce() throws Exception {
        Result first = run(script(), "--version");
        assertEquals(0, first.code, first.errors);
        assertTrue(first.output.startsWith("postern "), first.output);
        assertEquals(0, run(script(), "--version").code);
        assertEquals(1, mavenCalls());
    }

    @Test
    void twoAtOnce_buildOnce() throws Exception {
        Process one = start(Map.of(), script(), "--version");
        Process two = start(Map.of(), script(), "--version");
        assertEquals(0, result(one).code);
        assertEquals(0, result(two).code);
        assertEquals(1, mavenCalls());
    }

    @Test
    void twoAtOnceWithoutFlock_buildOnce() throws Exception {
        Files.createSymbolicLink(home.resolve(".build.lock"), Path.of("of-a-killed-process"));
        Map<String, String> poor = Map.of("PATH", toolsWithoutFlock().toString());
        Process one = start(poor, script(), "--version");
        Process two = start(poor, script(), "--version");
        assertEquals(0, result(one).code);
        assertEquals(0, result(two).code);
        assertEquals(1, mavenCalls());
        assertFalse(Files.isSymbolicLink(home.resolve(".build.lock")));
    }

    /** Its sh is bash 3.2 in POSIX mode; it has no flock, and readlink no -f before version 12.3. */
    @Test
    void theShellAndToolsOfMacOs_areEnough() throws Exception {
        Map<String, String> mac =
                Map.of("PATH", toolsWithoutFlock().toString(), "BASH_COMPAT", "3.2");
        String readlink = Files.readString(tools.resolve("readlink"));
        writeExecutable(
                tools.resolve("readlink"),
                "[ \"$1\" != -f ] || { echo 'illegal option -- f' >&2; exit 1; }; " + readlink);
        Path link = Files.createSymbolicLink(tools.resolve("postern"), home.resolve("postern"));
        for (int i = 0; i < 2; i++) {
            Result result = result(start(mac, bash(), "--posix", link.toString(), "--version"));
            assertEquals(0, result.code, result.errors);
            assertTrue(result.output.startsWith("postern "), result.output);
        }
        assertEquals(1, mavenCalls());
    }

    @Test
    void startWhileMavenWritesTheJar_waitsForTheWholeJar() throws Exception {
        Path locks = temporary.resolve("locks.txt");
        Path go = temporary.resolve("go");
        Map<String, String> poor = Map.of("PATH", toolsWithoutFlock().toString());
        String ln = Files.readString(tools.resolve("ln"));
        Files.writeString(tools.resolve("ln"), ln.replace("exec", "echo >>'" + locks + "'; exec"));
        writeTool(
                "mvn",
                "echo half >'%s'; until [ -f '%s' ]; do sleep 0.1; done; ".formatted(jar, go)
                        + BUILDS.formatted(System.getProperty("postern.jar"), jar));
        Process one = start(poor, script(), "--version");
        awaitLines(jar, 1, one);
        int before = Files.readAllLines(locks).size();
        Process two = start(poor, script(), "--version");
        awaitLines(locks, before + 1, two);
        Files.createFile(go);
        assertEquals("", result(two).errors);
        assertEquals(0, two.exitValue());
        assertEquals(0, result(one).code);
        assertEquals(1, mavenCalls());
    }

    @Test
    void relativePath_leadsToTheSameBuild() throws Exception {
        String relative = temporary.relativize(home.resolve("postern")).toString();
        assertEquals(0, run("sh", "-c", "'" + relative + "' --version").code);
        assertEquals(0, run("sh", "-c", "cd tools && '../" + relative + "' --version").code);
        assertEquals(1, mavenCalls());
    }

    @Test
    void newerSource_buildsAgain() throws Exception {
        run(script(), "--version");
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        run(script(), "--version");
        assertEquals(2, mavenCalls());
    }

    @Test
    void buildThatChangesNothing_isNotRepeated() throws Exception {
        // The mvn of this test, like the real one then, leaves the jar with its old time.
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.now()));
        run(script(), "--version");
        run(script(), "--version");
        assertEquals(1, mavenCalls());
    }

    @Test
    void symbolicLink_leadsToTheSameBuild() throws Exception {
        Path link = Files.createSymbolicLink(tools.resolve("postern"), home.resolve("postern"));
        Path relative = Files.createSymbolicLink(temporary.resolve("p"), Path.of("tools/postern"));
        assertEquals(0, run(link.toString(), "--version").code);
        assertEquals(0, run(relative.toString(), "--version").code);
        assertEquals(1, mavenCalls());
    }

    @Test
    void codeAndWordsOfTheCommand_passThrough() throws Exception {
        Result result = run(script(), "no such command", "a  b");
        assertEquals(64, result.code);
        assertTrue(result.errors.contains("no such command"), result.errors);
    }

    @Test
    void wordsBeyondAscii_areReadInTheCLocale() throws Exception {
        String typed = "LC_ALL=C exec \"$0\" \"$(printf 'teleport\\303\\244')\"";
        Result result = run("sh", "-c", typed, script());
        assertEquals(64, result.code);
        assertTrue(result.errors.contains("'teleport\u00e4'"), result.errors);
    }

    @Test
    void failingBuild_endsWith69() throws Exception {
        writeTool("mvn", "echo 'what went wrong'; exit 1");
        Result result = run(script(), "--version");
        assertEquals(69, result.code);
        assertEquals("", result.output);
        assertTrue(result.errors.contains("what went wrong"), result.errors);
        assertTrue(result.errors.contains("the build failed"), result.errors);
    }

    @Test
    void oldJava_endsWith69AndASentence() throws Exception {
        Path bin = Files.createDirectories(temporary.resolve("jdk/bin"));
        writeExecutable(bin.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Result result =
                result(
                        start(
                                Map.of("JAVA_HOME", temporary.resolve("jdk").toString()),
                                script(),
                                "--version"));
        assertEquals(69, result.code);
        assertTrue(result.errors.contains("Java 17 or newer"), result.errors);
        assertEquals(1, result.errors.lines().count(), result.errors);
        assertEquals(0, mavenCalls());
    }

    @Test
    void linkToAnotherJava_isNoticed() throws Exception {
        assertEquals(0, run(script(), "--version").code);
        Path link = tools.resolve("java");
        for (int version : List.of(25, 24, 17)) {
            Path jdk = Files.createDirectories(temporary.resolve("jdk-" + version));
            Files.writeString(
                    jdk.resolve("release"), "A=\"1\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
            Path java = Files.createDirectory(jdk.resolve("bin")).resolve("java");
            writeExecutable(java, "echo \"$@\"");
            Files.setLastModifiedTime(java, FileTime.from(Instant.EPOCH));
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, java);
            Result shell = run("sh", "-c", "unset JAVA_HOME; exec \"$0\"", script());
            assertEquals(0, shell.code, shell.errors);
            assertEquals(version >= 24, shell.output.contains("unsafe"), shell.output);
            assertEquals(version >= 25, shell.output.contains("-XX:AOTCache="), shell.output);
            Result command = run("sh", "-c", "unset JAVA_HOME; exec \"$0\" --version", script());
            assertFalse(command.output.contains("unsafe"), command.output);
        }
    }

    @Test
    void javaHomeWithoutJava_endsWith69AndASentence() throws Exception {
        Result result = result(start(Map.of("JAVA_HOME", "/nowhere"), script(), "--version"));
        assertEquals(69, result.code);
        assertTrue(result.errors.contains("/nowhere"), result.errors);
    }

    @Test
    void archiveOfClasses_isMadeOnce() throws Exception {
        Files.delete(archive);
        assertEquals(0, run(script(), "--version").code);
        FileTime made = Files.getLastModifiedTime(archive);
        assertTrue(Files.size(archive) > 1_000_000);
        assertEquals(0, run(script(), "--version").code);
        assertEquals(made, Files.getLastModifiedTime(archive));
    }

    @Test
    void archiveOfClasses_isGivenUpAtASignal() throws Exception {
        Files.delete(archive);
        Process process = start(Map.of(), script(), "--version");
        String begun = archive.getFileName() + ".";
        while (process.isAlive()
                && namesInTarget().stream().noneMatch(it -> it.startsWith(begun))) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.destroy();
        assertTrue(process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertEquals(
                List.of(),
                namesInTarget().stream()
                        .filter(it -> it.startsWith(archive.getFileName().toString()))
                        .toList());
    }

    /** A process may be killed for want of memory, and leave half of it. */
    @Test
    void archiveOfClassesThatFails_isNotUsed() throws Exception {
        Files.delete(archive);
        Path jdk = Files.createDirectories(temporary.resolve("jdk"));
        Path java = Path.of(System.getProperty("java.home"));
        Files.copy(java.resolve("release"), jdk.resolve("release"));
        writeExecutable(
                Files.createDirectory(jdk.resolve("bin")).resolve("java"),
                "case $1 in *=*postern-*.*/archive) echo half >\"${1#*=}\"; exit 137 ;; esac\n"
                        + "exec '"
                        + java.resolve("bin/java")
                        + "' \"$@\"");
        Result result = result(start(Map.of("JAVA_HOME", jdk.toString()), script(), "--version"));
        assertEquals(0, result.code, result.errors);
        assertEquals(0, Files.size(archive));
    }

    private List<String> namesInTarget() throws IOException {
        try (Stream<Path> files = Files.list(archive.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void archiveOfClassesThatDoesNotFit_isPassedOverSilently() throws Exception {
        assertEquals("no archive", Files.readString(archive));
        assertEquals(0, run(script(), "--version").code);
        Result result = run(script(), "--version");
        assertEquals("", result.errors);
        assertTrue(result.output.startsWith("postern "), result.output);
        assertEquals(1, result.output.lines().count(), result.output);
    }

    private record Result(int code, String output, String errors) {}

    private String script() {
        return home.resolve("postern").toString();
    }

    private Result run(String... command) throws Exception {
        return result(start(Map.of(), command));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", tools.toString(), (old, first) -> first + ":" + old);
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits until the file has so many lines, or the process that writes them has ended. */
    private static void awaitLines(Path file, int count, Process writer) throws Exception {
        while (writer.isAlive()
                && (Files.notExists(file) || Files.readAllLines(file).size() < count)) {
            writer.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private static Result result(Process process) throws Exception {
        String output = String.join("\n", process.inputReader().lines().toList());
        String errors = String.join("\n", process.errorReader().lines().toList());
        assertTrue(process.waitFor(HANG_GUARD_SECONDS, TimeUnit.SECONDS));
        return new Result(process.exitValue(), output, errors);
    }

    private Path toolsWithoutFlock() throws IOException {
        for (String tool :
                List.of("cp", "find", "head", "ln", "mv", "readlink", "rm", "sed", "sh", "sleep")) {
            for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
                if (Files.isExecutable(Path.of(folder, tool))
                        && Files.notExists(tools.resolve(tool))) {
                    writeExecutable(
                            tools.resolve(tool), "exec " + Path.of(folder, tool) + " \"$@\"");
                }
            }
        }
        return tools;
    }

    private static String bash() {
        return List.of("/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow();
    }

    private void writeTool(String name, String action) throws IOException {
        writeExecutable(tools.resolve(name), "echo call >>'" + calls + "'\n" + action);
    }

    private static void writeExecutable(Path file, String action) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + action + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int mavenCalls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }
}
