// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.port.keeper.ledger.StateFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class StateDirectoryTest {
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    @TempDir Path folder;

    @Test
    void theProperty_wins() {
        assertEquals(Optional.of(Path.of("/a/b")), place("/a/b", "/state"));
    }

    @Test
    void withoutIt_theUsersFolderForState() {
        assertEquals(Optional.of(Path.of("/state/postern/java")), place(null, "/state"));
        assertEquals(Optional.of(Path.of("/state/postern/java")), place(" ", "/state"));
        Path standard = HOME.resolve(".local/state/postern/java");
        assertEquals(Optional.of(standard), place(null, null));
        assertEquals(Optional.of(standard), place(null, ""));
        assertEquals(Optional.of(standard), place(null, "relative"));
    }

    @Test
    void aNameThatIsNone_isNoPlace_andTheMemoryIsThereAllTheSame() {
        StateDirectory none = StateDirectory.ofTheUser(key -> "a\0b", null);

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

    private static Optional<Path> place(@Nullable String property, @Nullable String stateHome) {
        return StateDirectory.ofTheUser(key -> property, stateHome).directory();
    }
}
