// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folders of instances in a state directory. */
final class InstanceFolders {
    static final String PREFIX = "instance-";
    static final String LEDGER = "ledger";
    private static final int MOST_FOLDERS = 1000;

    private InstanceFolders() {}

    static List<Path> in(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path each : all) {
                if (found.size() < MOST_FOLDERS
                        && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(each);
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
