// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import org.postern.port.keeper.internal.state.FileFailures;
import org.postern.port.keeper.internal.state.FolderLock;
import org.postern.port.keeper.internal.state.InstanceId;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an instance remembers, in a folder of its own that it holds a {@link FolderLock lock} on.
 * The state directory has one for each instance that runs at the moment. Who starts takes over one
 * that is free, with its ledger, and the ledgers of all others that are free, which then go:
 * so what a killed process had open is known to the next, and two that run at once share nothing.
 */
public final class StateFolder implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private static final int ATTEMPTS = 10;

    private final Ledger ledger;
    private final Runnable onClose;

    private StateFolder(Ledger ledger, Runnable onClose) {
        this.ledger = ledger;
        this.onClose = onClose;
    }

    /** Used when no state directory is writable. */
    public static StateFolder inMemory() {
        return new StateFolder(new MemoryLedger(), () -> {});
    }

    /**
     * Takes a folder in a state directory, which is made if it does not exist. Where that cannot be
     * written, the past is unknown and nothing is stored; the log says so. The other
     * directories may have running instances as well, whose mappings are not adopted.
     */
    public static StateFolder open(Path directory, List<Path> otherDirectories) {
        List<Path> all = new ArrayList<>(otherDirectories);
        all.add(directory);
        try {
            return take(directory, all);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The state directory "
                            + directory
                            + " cannot be used ("
                            + FileFailures.reason(e)
                            + "). Which open ports are our own is remembered only as long as this"
                            + " process runs.");
            return inMemory();
        }
    }

    /** To be used until this is closed. */
    public Ledger ledger() {
        return ledger;
    }

    /** Leaves the folder for the next start. */
    @Override
    public void close() {
        onClose.run();
    }

    private static StateFolder take(Path directory, List<Path> all) throws IOException {
        Files.createDirectories(directory);
        List<Path> left = new ArrayList<>(InstanceFolders.in(directory));
        Optional<StateFolder> mine = Optional.empty();
        while (mine.isEmpty() && !left.isEmpty()) {
            mine = takeOver(left.remove(0), all);
        }
        StateFolder state = mine.isPresent() ? mine.get() : make(directory, all);
        for (Path other : left) {
            state.absorb(other);
        }
        return state;
    }

    /** A folder that cannot be used stays as it is. */
    private static Optional<StateFolder> takeOver(Path folder, List<Path> all) {
        try {
            Optional<FolderLock> lock = FolderLock.take(folder);
            return lock.isPresent()
                    ? Optional.of(opened(folder, lock.get(), all))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> folder + " is not used: " + e);
            return Optional.empty();
        }
    }

    private static StateFolder make(Path directory, List<Path> all) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Path folder =
                    Files.createDirectory(
                            directory.resolve(InstanceFolders.PREFIX + InstanceId.fresh()));
            Optional<FolderLock> lock = FolderLock.make(folder);
            if (lock.isPresent()) {
                return opened(folder, lock.get(), all);
            }
        }
        throw new IOException("other processes take every new folder in it");
    }

    private static StateFolder opened(Path folder, FolderLock lock, List<Path> all)
            throws IOException {
        try {
            FileLedger ledger =
                    FileLedger.open(
                            folder.resolve(InstanceFolders.LEDGER),
                            Instant.now(),
                            new OtherInstances(all, folder)::entries);
            return new StateFolder(
                    ledger,
                    () -> {
                        ledger.close();
                        lock.close();
                    });
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private void absorb(Path folder) {
        try {
            Optional<FolderLock> lock = FolderLock.take(folder);
            if (lock.isPresent()) {
                try (FolderLock held = lock.get()) {
                    new Inheritance(ledger).take(folder.resolve(InstanceFolders.LEDGER));
                    Files.deleteIfExists(folder.resolve(InstanceFolders.LEDGER));
                    Files.deleteIfExists(folder.resolve(InstanceFolders.LEDGER + FileLedger.FRESH));
                    held.remove();
                }
            }
            if (Files.notExists(folder.resolve(FolderLock.NAME))) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> folder + " stays: " + e);
        }
    }
}
