// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds a program as the system would: a name alone in the folders of {@code PATH}, everything else
 * as a path. It is one word, whatever blanks are in it.
 */
final class ProgramFile {
    private final Function<String, Optional<String>> environment;

    /** Takes the environment of this process. */
    ProgramFile(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** The program's full path, or an {@link IllegalArgumentException} with a sentence. */
    Path find(String program) {
        if (program.isBlank()) {
            throw new IllegalArgumentException("A program has no empty name.");
        }
        try {
            return isNameAlone(program) ? inFolders(program) : atPath(Path.of(program));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + program + "' is no path.", e);
        }
    }

    private static boolean isNameAlone(String program) {
        return program.indexOf('/') < 0 && program.indexOf(File.separatorChar) < 0;
    }

    private Path inFolders(String name) {
        return folders()
                .flatMap(folder -> candidates(folder.resolve(name)))
                .filter(each -> Files.isRegularFile(each) && Files.isExecutable(each))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no program '"
                                                + name
                                                + "' in the folders of PATH; a file of this folder"
                                                + " is './"
                                                + name
                                                + "'."));
    }

    private Stream<Path> folders() {
        return Stream.of(environment.apply("PATH").orElse("").split(File.pathSeparator, -1))
                .filter(each -> !each.isBlank())
                .flatMap(
                        each -> {
                            try {
                                return Stream.of(Path.of(each).toAbsolutePath());
                            } catch (InvalidPathException e) {
                                return Stream.empty();
                            }
                        });
    }

    private Path atPath(Path path) {
        Path full = path.toAbsolutePath();
        Path file =
                candidates(full)
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no file '" + path + "'."));
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("'" + path + "' is not a file.");
        }
        if (!Files.isExecutable(file)) {
            throw new IllegalArgumentException("The file '" + path + "' is not executable.");
        }
        return file;
    }

    /** Windows names the endings of programs that may be left out. */
    private Stream<Path> candidates(Path path) {
        List<String> endings =
                environment
                        .apply("PATHEXT")
                        .map(all -> List.of(all.split(File.pathSeparator, -1)))
                        .orElse(List.of());
        return Stream.concat(
                Stream.of(path), endings.stream().map(each -> Path.of(path + each.strip())));
    }
}
