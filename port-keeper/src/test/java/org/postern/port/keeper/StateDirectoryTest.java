// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.port.keeper.ledger.StateFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class StateDirectoryTest {
    @TempDir Path folder;

    @Test
    void theProperty_wins() {
        assertEquals(
                Optional.of(Path.of("/a/b")), StateDirectory.ofTheUser(key -> "/a/b").directory());
    }

    @Test
    void withoutIt_aFolderOfTheUser() {
        Path directory = StateDirectory.ofTheUser(key -> null).directory().orElseThrow();

        assertTrue(directory.endsWith("postern/java"), directory.toString());
    }

    @Test
    void aNameThatIsNone_isNoPlace_andTheMemoryIsThereAllTheSame() {
        StateDirectory none = StateDirectory.ofTheUser(key -> "a\0b");

        assertEquals(Optional.empty(), none.directory());
        try (StateFolder state = none.open(StateDirectory.OPENED)) {
            assertTrue(state.ledger().entries().isEmpty());
        }
    }

    @Test
    void openedKeepers_areApartFromTheBundles() {
        StateDirectory place = new StateDirectory(Optional.of(folder));

        place.open(StateDirectory.OPENED).close();
        place.open(StateDirectory.PUBLISHED).close();

        assertTrue(Files.isDirectory(folder.resolve("opened")));
        assertTrue(Files.isDirectory(folder.resolve("published")));
    }
}
