// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * The script of a checkout without what only a checkout needs, such as building. A line with {@code
 * checkout} after the word for comments begins such a part, {@code end of checkout} ends it.
 */
final class InstalledScript {
    private static final String BEGIN = "(# |rem )checkout(:.*)?";
    private static final String END = "(# |rem )end of checkout";

    /** In both scripts this part says where files are. */
    private static final int PATHS = 2;

    private InstalledScript() {}

    /**
     * The script of a package.
     *
     * @param paths takes the place of the part that says where files are
     * @throws IllegalArgumentException if the parts do not begin and end in turns
     */
    static String of(String script, String paths) {
        String separator = script.contains("\r\n") ? "\r\n" : "\n";
        List<String> kept = new ArrayList<>();
        int parts = 0;
        boolean inside = false;
        for (String line : script.lines().toList()) {
            if (line.matches(inside ? BEGIN : END)) {
                throw new IllegalArgumentException("Not in turns: " + line);
            }
            if (line.matches(BEGIN)) {
                inside = true;
                parts++;
                if (parts == PATHS) {
                    paths.lines().forEach(kept::add);
                }
            } else if (line.matches(END)) {
                inside = false;
            } else if (!inside) {
                kept.add(line);
            }
        }
        if (inside || parts < PATHS) {
            throw new IllegalArgumentException("Parts of a checkout: " + parts);
        }
        return String.join(separator, kept) + separator;
    }
}
