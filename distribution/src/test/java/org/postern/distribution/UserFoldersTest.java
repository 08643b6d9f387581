// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class UserFoldersTest {
    private static final Path HOME = Path.of("/home/ann");
    private static final Path TEMPORARY = Path.of("/tmp");

    @Test
    void withoutVariables_theDefaultsOfTheSpecificationHold() {
        UserFolders folders = new UserFolders(Map.of(), HOME, TEMPORARY);

        assertEquals(Path.of("/home/ann/.cache/postern"), folders.cache());
        assertEquals(Path.of("/home/ann/.local/state/postern"), folders.state());
        assertEquals(Path.of("/home/ann/.config/postern"), folders.settings());
    }

    @Test
    void home_isThatOfTheEnvironment() {
        assertEquals(Path.of("/x"), UserFolders.of(Map.of("HOME", "/x"), HOME, TEMPORARY).home());
        assertEquals(HOME, UserFolders.of(Map.of("HOME", "x"), HOME, TEMPORARY).home());
        assertEquals(HOME, UserFolders.of(Map.of(), HOME, TEMPORARY).home());
    }

    @Test
    void absoluteVariables_areFollowed() {
        UserFolders folders =
                new UserFolders(
                        Map.of(
                                "XDG_CACHE_HOME",
                                "/c",
                                "XDG_CONFIG_HOME",
                                "/d",
                                "XDG_STATE_HOME",
                                "/s"),
                        HOME,
                        TEMPORARY);

        assertEquals(Path.of("/c/postern"), folders.cache());
        assertEquals(Path.of("/s/postern"), folders.state());
        assertEquals(Path.of("/d/postern"), folders.settings());
        assertEquals(Path.of("/s/postern/shell"), folders.shellMemory());
        assertEquals(Path.of("/s/postern/foreground"), folders.foregroundMemory());
    }

    @Test
    void relativeOrEmptyVariables_areIgnored() {
        UserFolders folders =
                new UserFolders(
                        Map.of("XDG_CACHE_HOME", "c", "XDG_STATE_HOME", ""), HOME, TEMPORARY);

        assertEquals(Path.of("/home/ann/.cache/postern"), folders.cache());
        assertEquals(Path.of("/home/ann/.local/state/postern"), folders.state());
    }
}
