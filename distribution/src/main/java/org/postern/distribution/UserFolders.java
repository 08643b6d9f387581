// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a user's files belong by the XDG Base Directory Specification. */
record UserFolders(Map<String, String> environment, Path home, Path temporary) {
    private static final String NAME = "postern";

    static UserFolders ofThisProcess() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /** The JVM takes the home from the password file, shells and other programs from HOME. */
    static UserFolders of(Map<String, String> environment, Path userHome, Path temporary) {
        Path home = absolute(environment, "HOME").orElse(userHome);
        return new UserFolders(environment, home, temporary);
    }

    /** For files that need not outlive a run. */
    Path cache() {
        return absolute(environment, "XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve(NAME);
    }

    /** The user's settings: files as in the folder etc of Karaf. */
    Path settings() {
        return absolute(environment, "XDG_CONFIG_HOME")
                .orElse(home.resolve(".config"))
                .resolve(NAME);
    }

    /** For what outlives a run without being a setting, such as the history. */
    Path state() {
        return absolute(environment, "XDG_STATE_HOME")
                .orElse(home.resolve(".local").resolve("state"))
                .resolve(NAME);
    }

    /** What an interactive shell remembers of the ports that it keeps. */
    Path shellMemory() {
        return state().resolve("shell");
    }

    /** What a command that keeps ports as long as it runs would close after a crash. */
    Path foregroundMemory() {
        return state().resolve("foreground");
    }

    /** The specification has relative paths ignored. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        try {
            return Optional.of(Path.of(value)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
