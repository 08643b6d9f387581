// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can be held of {@code postern.cmd} where there is no Windows: its text. */
class WindowsScriptTest {
    private static final Pattern JUMP = Pattern.compile("\\bgoto (\\w+)|\\bcall :(\\w+)");
    private static final Pattern LABEL = Pattern.compile("(?m)^:(\\w+)");

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("..", name));
    }

    private static List<String> lines() throws IOException {
        return text("postern.cmd").lines().toList();
    }

    /** Labels are not found otherwise; .gitattributes keeps it so. */
    @Test
    void everyLineEndsAsWindowsHasIt() throws IOException {
        String text = text("postern.cmd");

        assertEquals(text, text.replace("\r\n", "\n").replace("\n", "\r\n"));
        assertTrue(text("postern.cmd").chars().allMatch(each -> each < 0x7f), "not ASCII");
    }

    @Test
    void everyJumpLeadsToALabel_andEveryLabelIsUsed() throws IOException {
        Set<String> labels =
                LABEL.matcher(text("postern.cmd"))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> jumps =
                lines().stream()
                        .filter(line -> !line.startsWith("rem "))
                        .flatMap(line -> JUMP.matcher(line).results())
                        .map(WindowsScriptTest::target)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(labels, jumps);
    }

    private static String target(MatchResult jump) {
        return jump.group(1) == null ? jump.group(2) : jump.group(1);
    }

    @Test
    void whatCannotBuildOrStart_endsWith69AndASentence() throws IOException {
        List<String> lines = lines().stream().filter(line -> !line.startsWith("rem ")).toList();
        for (int i = lines.indexOf(":no_java"); i < lines.size(); i += 3) {
            assertTrue(lines.get(i).startsWith(":"), lines.get(i));
            assertTrue(lines.get(i + 1).startsWith(">&2 echo postern: "), lines.get(i + 1));
            assertEquals("exit /b 69", lines.get(i + 2));
        }
    }

    /** What an environment variable holds may have blanks and brackets. */
    @Test
    void pathsAreQuoted() throws IOException {
        Pattern bare =
                Pattern.compile(
                        "(?<![\"=])%(home|target|built|jar|lock|java|bin|maven|JAVA_HOME)%");
        assertEquals(
                List.of(),
                lines().stream().filter(line -> bare.matcher(line.strip()).find()).toList());
    }

    @Test
    void itBuildsAndStartsAsTheOtherScriptDoes() throws IOException {
        for (String same :
                List.of(
                        "-q -B -DskipTests -pl distribution -am package",
                        "-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow")) {
            assertTrue(text("postern").contains(same), same);
            assertTrue(text("postern.cmd").contains(same), same);
        }
    }
}
