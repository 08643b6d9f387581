// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which the shell remembers what it keeps: its configurations, and what routers hold
 * by them. One shell at a time has it, since two would take each other's ports for their own; any
 * other remembers nothing beyond its end. The lock is the process's, so a killed one frees it.
 */
final class ShellMemory implements AutoCloseable {
    private static final String LOCK = "lock";

    /** What File Install writes into the configurations that it makes. */
    private static final String FROM_FILE = "felix.fileinstall.filename";

    private final Path path;
    private final Optional<String> shortcoming;
    private final @Nullable FileChannel held;

    private ShellMemory(Path path, Optional<String> shortcoming, @Nullable FileChannel held) {
        this.path = path;
        this.shortcoming = shortcoming;
        this.held = held;
    }

    /**
     * Takes the folder, or another one where it cannot be had.
     *
     * @param wanted outlives the process
     * @param instead does not
     */
    static ShellMemory take(Path wanted, Path instead) {
        try {
            Files.createDirectories(wanted);
            FileChannel channel = FileChannel.open(wanted.resolve(LOCK), CREATE, WRITE);
            if (isLocked(channel)) {
                return new ShellMemory(wanted, Optional.empty(), channel);
            }
            channel.close();
            return forgetful(
                    instead,
                    "Another Postern shell is running. Ports kept in this one are forgotten when it"
                            + " ends.");
        } catch (IOException e) {
            return forgetful(
                    instead,
                    "Neither the history nor the kept ports are remembered: "
                            + wanted
                            + " cannot be written.");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static ShellMemory forgetful(Path instead, String sentence) {
        return new ShellMemory(instead, Optional.of(sentence), null);
    }

    /** Where Config Admin keeps its configurations. */
    Path configurations() {
        return path.resolve("config");
    }

    /**
     * Forgets the settings that were read from the user's files: who deletes a file while no shell
     * runs takes its settings back.
     */
    void forgetFiles() {
        try (Stream<Path> all = Files.walk(configurations())) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (Files.readString(each).contains(FROM_FILE)) {
                    Files.delete(each);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // There are none yet, or the folder cannot be read, which Config Admin reports.
        }
    }

    /** Where the keeper writes down what is its own. */
    Path keeper() {
        return path.resolve("keeper");
    }

    /** One sentence for the user where nothing outlives the process. */
    Optional<String> shortcoming() {
        return shortcoming;
    }

    /** Lets the next shell have it. May be called again. */
    @Override
    public void close() {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // The end of the process frees the lock.
        }
    }
}
