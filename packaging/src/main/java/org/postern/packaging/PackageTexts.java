// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import org.postern.shell.commands.CommandRegistry;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.Syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes all texts. The build runs it. */
public final class PackageTexts {
    private static final String DEBIAN_CHANGELOG =
            """
            postern (%s) unstable; urgency=medium

              * What changed is in CHANGELOG.md of the project.

             -- The maintainers of Postern <maintainers@postern.example>  %s
            """;

    private PackageTexts() {}

    /**
     * Writes the texts where they belong below a prefix such as {@code /usr}.
     *
     * @param words the folder to write to, the checkout, the version of Postern, and its day as in
     *     ISO 8601
     */
    public static void main(String[] words) throws IOException {
        Path prefix = Path.of(words[0]);
        Path checkout = Path.of(words[1]);
        String version = words[2];
        String day = words[3].substring(0, "2026-01-01".length());
        List<Syntax> commands = CommandRegistry.all().stream().map(Command::syntax).toList();

        Path paths = checkout.resolve("packaging/src/main/scripts");
        write(
                prefix.resolve("bin/postern"),
                InstalledScript.of(
                        Files.readString(checkout.resolve("postern")),
                        Files.readString(paths.resolve("paths.sh")).replace("@version@", version)));
        write(
                prefix.resolve("bin/postern.cmd"),
                InstalledScript.of(
                        Files.readString(checkout.resolve("postern.cmd")),
                        Files.readString(paths.resolve("paths.cmd"))));

        Path shared = prefix.resolve("share");
        write(
                shared.resolve("bash-completion/completions/postern"),
                new BashCompletion(commands).script());
        write(shared.resolve("zsh/site-functions/_postern"), new ZshCompletion(commands).script());
        List<ExitStatus> codes =
                ExitStatus.in(Files.readString(checkout.resolve("docs/commands.md")));
        String manual = new ManualPage(commands, codes).text(version, day);
        write(shared.resolve("man/man1/postern.1"), manual);

        // As Debian has them.
        write(shared.resolve("man/man1/postern.1.gz"), GzipFile.of(manual));
        write(
                shared.resolve("doc/postern/changelog.gz"),
                GzipFile.of(DEBIAN_CHANGELOG.formatted(version.replace('-', '~'), date(day))));
    }

    private static String date(String day) {
        return LocalDate.parse(day)
                .atStartOfDay(ZoneOffset.UTC)
                .format(DateTimeFormatter.RFC_1123_DATE_TIME)
                .replace("GMT", "+0000");
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
