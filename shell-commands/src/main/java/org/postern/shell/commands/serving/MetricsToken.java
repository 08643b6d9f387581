// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.keeper.PageServer;
import org.postern.shell.commands.command.CommandException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a reader of the metrics must send.
 *
 * @param text visible ASCII
 * @param file where it is from; empty for one of this run
 */
record MetricsToken(String text, Optional<String> file) {
    private static final int BYTES = 24;
    private static final int LONGEST = 1000;

    static MetricsToken fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MetricsToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), Optional.empty());
    }

    /** Wrong usage where the file cannot be read or has no token in it. */
    static MetricsToken of(String file) throws CommandException {
        String text;
        try (InputStream content = Files.newInputStream(Path.of(file))) {
            text = new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException | InvalidPathException e) {
            throw CommandException.usage("'" + file + "' cannot be read.");
        }
        if (!text.matches("[!-~]{" + PageServer.SHORTEST_TOKEN + ",}")) {
            throw CommandException.usage(
                    "'"
                            + file
                            + "' must contain one word of "
                            + PageServer.SHORTEST_TOKEN
                            + " or more visible characters of ASCII.");
        }
        return new MetricsToken(text, Optional.of(file));
    }

    /** For people. */
    String words() {
        return file.map(each -> "the token in " + each)
                .orElse("the header 'Authorization: Bearer " + text + "'");
    }
}
