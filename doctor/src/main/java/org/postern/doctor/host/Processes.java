// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.internal.system.SystemFile;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the folders of processes on Linux (proc(5)). Most machines show those of all users. */
final class Processes {
    private static final int MOST = 8192;

    private Processes() {}

    /** Those of now, in any order; empty on other systems. */
    static List<Path> folders(Path proc) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path each : all) {
                if (folders.size() == MOST) {
                    break;
                }
                folders.add(each);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Those read so far.
        }
        return folders;
    }

    /** The first characters of its name, which it may choose; empty where it is gone. */
    static String name(Path folder) {
        try {
            List<String> lines = SystemFile.lines(folder.resolve("comm").toString(), 1);
            return lines.isEmpty() ? "" : lines.get(0).replaceAll("\\p{Cntrl}", "?");
        } catch (IOException e) {
            return "";
        }
    }
}
