// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

class StateHomeTest {
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    @Test
    void theProperty_wins() {
        assertEquals(Optional.of(Path.of("/a/b")), directory(" /a/b ", "/state"));
    }

    @Test
    void withoutIt_theUsersDirectory() {
        assertEquals(Optional.of(Path.of("/state/x")), directory(null, "/state"));
        assertEquals(Optional.of(Path.of("/state/x")), directory(" ", "/state"));
        Path standard = HOME.resolve(".local/state/x");
        assertEquals(Optional.of(standard), directory(null, null));
        assertEquals(Optional.of(standard), directory(null, ""));
        assertEquals(Optional.of(standard), directory(null, "relative"));
    }

    @Test
    void aNameThatIsNone_isNoDirectory() {
        assertEquals(Optional.empty(), directory("a\0b", "/state"));
    }

    private static Optional<Path> directory(@Nullable String property, @Nullable String stateHome) {
        return StateHome.directory(key -> key.equals("p") ? property : null, "p", "x", stateHome);
    }
}
