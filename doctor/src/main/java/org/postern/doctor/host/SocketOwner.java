// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process that has a socket on Linux, where its folder may be read: of one's own
 * processes, and by root of all.
 */
final class SocketOwner {
    private static final String SOCKET = "socket:[";

    private static final int MOST_FILES = 4096;

    private final Path proc;

    /** Takes the folder {@code /proc}. */
    SocketOwner(Path proc) {
        this.proc = proc;
    }

    /**
     * The name of the process and its number, such as {@code minidlnad (1234)}.
     *
     * @param inodes of the sockets
     * @param limit when it ends at the latest
     * @return empty where it is not known, also on interrupt, whose status is kept
     */
    Optional<String> find(Set<Long> inodes, TimeLimit limit) {
        for (Path each : Processes.folders(proc)) {
            if (limit.isOver() || Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            if (has(each.resolve("fd"), inodes)) {
                return Optional.of(Processes.name(each) + " (" + each.getFileName() + ")");
            }
        }
        return Optional.empty();
    }

    private static boolean has(Path files, Set<Long> inodes) {
        int left = MOST_FILES;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
            for (Path each : all) {
                left--;
                if (left < 0) {
                    return false;
                }
                if (inodes.contains(inode(each))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or gone meanwhile.
        }
        return false;
    }

    /** Of the socket that a link names; negative where it names something else. */
    private static long inode(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith(SOCKET)
                    ? Long.parseLong(target, SOCKET.length(), target.length() - 1, 10)
                    : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
