// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.port.keeper.internal.state.FolderLock;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the ledgers of other instances that run now: those whose folders are locked. */
final class OtherInstances {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private final List<Path> directories;
    private final Path own;

    /**
     * Reads nothing yet. The directories, which need not exist, have a folder for each instance;
     * {@code own} is the one of this instance.
     */
    OtherInstances(List<Path> directories, Path own) {
        this.directories = List.copyOf(directories);
        this.own = own;
    }

    /** What cannot be read is left out. */
    List<LedgerEntry> entries() {
        MemoryLedger found = new MemoryLedger();
        for (Path directory : directories) {
            for (Path folder : folders(directory)) {
                if (!folder.equals(own)) {
                    read(folder, found);
                }
            }
        }
        return found.entries();
    }

    private static List<Path> folders(Path directory) {
        try {
            return InstanceFolders.in(directory);
        } catch (IOException e) {
            // Most often because no instance has used it yet.
            return new ArrayList<>();
        }
    }

    private static void read(Path folder, MemoryLedger into) {
        try {
            if (isRunning(folder)) {
                LedgerReader.read(folder.resolve(InstanceFolders.LEDGER), into);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> folder + " is not read: " + e);
        }
    }

    private static boolean isRunning(Path folder) throws IOException {
        var lock = FolderLock.take(folder);
        lock.ifPresent(FolderLock::close);
        return lock.isEmpty();
    }
}
