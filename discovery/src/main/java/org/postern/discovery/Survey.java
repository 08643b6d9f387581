// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at several interfaces or routes for ways out. Any of them may vanish while it is looked at,
 * which must not hide the others.
 */
final class Survey {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** What is asked of each. */
    @FunctionalInterface
    interface Look<T> {
        /** The ways out by this one; empty when there is none. */
        List<Path> paths(T candidate) throws IOException;
    }

    private Survey() {}

    /** All that could be seen. */
    static <T> List<Path> of(List<T> candidates, Look<T> look) {
        List<Path> paths = new ArrayList<>();
        for (T each : candidates) {
            try {
                paths.addAll(look.paths(each));
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, () -> "Passed over " + each + ": " + e);
            }
        }
        return paths;
    }
}
