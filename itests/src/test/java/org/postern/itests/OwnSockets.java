// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of this process that have a port, as Linux lists them in {@code /proc}. */
public final class OwnSockets {

    private static final List<String> TABLES = List.of("udp", "udp6", "tcp", "tcp6");
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private OwnSockets() {}

    /** Such as {@code udp 00000000:076C 4711}: table, address and port, inode. */
    public static Set<String> open() {
        Set<String> mine = inodes();
        Set<String> sockets = new HashSet<>();
        for (String table : TABLES) {
            for (String[] columns : rows(Path.of("/proc/net", table))) {
                if (mine.contains("socket:[" + columns[INODE] + "]")) {
                    sockets.add(table + " " + columns[LOCAL_ADDRESS] + " " + columns[INODE]);
                }
            }
        }
        return sockets;
    }

    private static List<String[]> rows(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1).map(line -> line.trim().split("\\s+")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> inodes() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(OwnSockets::target).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }
}
