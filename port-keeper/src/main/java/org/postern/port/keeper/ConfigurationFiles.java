// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.postern.port.keeper.internal.state.FileFailures;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that show configurations in a folder of Felix File Install, such as Karaf's {@code etc}.
 * Whatever uninstalls this bundle leaves them where the user finds them. File Install keeps a file
 * and its configuration alike, and removes the one with the other.
 */
final class ConfigurationFiles {
    /** In a configuration, the URI of its file; {@code DirectoryWatcher.FILENAME} of File Install. */
    static final String FILE = "felix.fileinstall.filename";

    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private final Optional<Path> folder;

    ConfigurationFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /** In Karaf, where a user looks for configurations in one folder. */
    static ConfigurationFiles ofKaraf(@Nullable String etc) {
        return new ConfigurationFiles(Optional.ofNullable(etc).map(Path::of));
    }

    boolean exists(String pid) {
        return folder.map(each -> Files.exists(path(each, pid))).orElse(false);
    }

    /**
     * Writes the file of a new configuration, and names it in the values. Without a folder, or where
     * that cannot be written, the configuration has none.
     */
    void create(String pid, Dictionary<String, Object> values) {
        folder.filter(each -> isPlain(values))
                .map(each -> path(each, pid))
                .ifPresent(file -> create(file, values));
    }

    private static void create(Path file, Dictionary<String, Object> values) {
        try {
            Files.writeString(
                    file,
                    text(values),
                    StandardCharsets.ISO_8859_1,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            values.put(FILE, file.toAbsolutePath().toUri().toString());
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The configuration {0} is kept without a file, which cannot be written: {1}",
                    file.getFileName(),
                    FileFailures.reason(e));
        }
    }

    /** Text, where there is a file: File Install would write the type of a number beside it. */
    static Dictionary<String, Object> asInFile(Dictionary<String, Object> values) {
        if (values.get(FILE) == null) {
            return values;
        }
        Dictionary<String, Object> texts = new Hashtable<>();
        values.keys().asIterator().forEachRemaining(k -> texts.put(k, asInFile(values.get(k))));
        return texts;
    }

    private static Object asInFile(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : value;
    }

    /** File Install takes a hyphen, too, as the end of the factory's PID. */
    private static Path path(Path folder, String pid) {
        return folder.resolve(pid.replace('~', '-') + ".cfg");
    }

    /** Whether File Install reads all of it as it is written: it replaces what looks like a variable. */
    private static boolean isPlain(Dictionary<String, Object> values) {
        Enumeration<Object> all = values.elements();
        while (all.hasMoreElements()) {
            String value = String.valueOf(all.nextElement());
            if (!value.equals(value.strip())
                    || value.chars()
                            .anyMatch(c -> c < ' ' || c > '~' || "\\\"${}".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static String text(Dictionary<String, Object> values) {
        TreeMap<String, String> sorted = new TreeMap<>();
        values.keys().asIterator().forEachRemaining(k -> sorted.put(k, k + " = " + values.get(k)));
        return String.join("\n", sorted.values()) + "\n";
    }
}
