// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

import org.jspecify.annotations.Nullable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a user's programs keep their state. */
public final class StateHome {
    private StateHome() {}

    /**
     * The directory that a property names, or else a folder in the user's directory for state, by
     * the XDG Base Directory Specification.
     *
     * @param properties of the framework or of the system
     * @param property that, where set, names the directory
     * @param folder in the user's directory for state
     * @return need not exist; empty where the property names none, or the user has no home
     */
    public static Optional<Path> directory(
            UnaryOperator<@Nullable String> properties, String property, String folder) {
        return directory(properties, property, folder, System.getenv("XDG_STATE_HOME"));
    }

    static Optional<Path> directory(
            UnaryOperator<@Nullable String> properties,
            String property,
            String folder,
            @Nullable String stateHome) {
        String named = properties.apply(property);
        if (named != null && !named.isBlank()) {
            return Optional.ofNullable(path(named));
        }
        // The specification has relative paths ignored.
        Path state = absolute(stateHome);
        if (state == null) {
            Path home = absolute(System.getProperty("user.home"));
            state = home == null ? null : home.resolve(".local/state");
        }
        return state == null ? Optional.empty() : Optional.of(state.resolve(folder));
    }

    private static @Nullable Path absolute(@Nullable String text) {
        Path path = path(text);
        return path != null && path.isAbsolute() ? path : null;
    }

    private static @Nullable Path path(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Path.of(text.strip());
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
