// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads a configuration's values. One that is nonsense is told with its PID and key, and the default
 * taken, so that nothing else is disturbed.
 *
 * @param pid of the configuration
 */
record Checked(String pid) {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");

    /**
     * A value.
     *
     * @param key in the configuration
     * @param value as it was set; fails where it is of no such type
     * @param range what is allowed
     * @param allowed the same in words
     * @param otherwise the default
     */
    <T> T value(String key, Supplier<T> value, Predicate<T> range, String allowed, T otherwise) {
        String why;
        try {
            T set = value.get();
            if (range.test(set)) {
                return set;
            }
            why = "it is " + set;
        } catch (RuntimeException e) {
            why = "it cannot be read (" + e.getMessage() + ")";
        }
        LOG.log(
                Level.WARNING,
                "Configuration "
                        + pid
                        + ", "
                        + key
                        + ": "
                        + why
                        + ", but must be "
                        + allowed
                        + "; "
                        + otherwise
                        + " is used.");
        return otherwise;
    }
}
