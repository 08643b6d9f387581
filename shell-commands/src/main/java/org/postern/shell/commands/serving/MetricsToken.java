// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.keeper.PageServer;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.output.Console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader of the metrics must send.
 *
 * @param text visible ASCII
 * @param file where it is from; empty for one of this run
 */
record MetricsToken(String text, Optional<String> file) {
    private static final int BYTES = 24;

    /** Of a file. A longer one is refused: a part of a token would be another token. */
    private static final int MOST_BYTES = 1000;

    private static final Set<PosixFilePermission> READ_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    static MetricsToken fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MetricsToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), Optional.empty());
    }

    /** Wrong usage where the file cannot be read or has no token in it. */
    static MetricsToken of(String file, Console console) throws CommandException {
        String text;
        try (InputStream content = Files.newInputStream(Path.of(file))) {
            if (isReadByOthers(Path.of(file))) {
                console.warning(
                        "Warning: other users of this machine can read '"
                                + file
                                + "': allow its owner alone, as 'chmod 600' does.");
            }
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandException.usage(
                        "'" + file + "' is no token: it has more than " + MOST_BYTES + " bytes.");
            }
            text = new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException | InvalidPathException e) {
            throw CommandException.usage("'" + file + "' cannot be read.");
        }
        if (!PageServer.isMetricsToken(text)) {
            throw CommandException.usage(
                    "'"
                            + file
                            + "' must contain one word of "
                            + PageServer.SHORTEST_TOKEN
                            + " or more visible characters of ASCII.");
        }
        return new MetricsToken(text, Optional.of(file));
    }

    /** As far as the file system tells. */
    private static boolean isReadByOthers(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null
                && !Collections.disjoint(view.readAttributes().permissions(), READ_BY_OTHERS);
    }

    /** For people. */
    String words() {
        return file.map(each -> "the token in " + each)
                .orElse("the header 'Authorization: Bearer " + text + "'");
    }
}
