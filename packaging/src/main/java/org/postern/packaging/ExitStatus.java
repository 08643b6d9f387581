// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An exit code of the commands, as the table of docs/commands.md has it, which is held to the code.
 *
 * @param name empty for those that are no result of a router
 */
record ExitStatus(String code, String name, String meaning) {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+) \\| (?:`(\\w+)` )?\\| ([^|]+) \\|$");

    /** All exit codes of the page, in its order. */
    static List<ExitStatus> in(String page) {
        String table = page.substring(page.indexOf("\n## Exit codes")).split("(?m)^## ", 3)[1];
        return ROW.matcher(table)
                .results()
                .map(
                        row ->
                                new ExitStatus(
                                        row.group(1),
                                        row.group(2) == null ? "" : row.group(2),
                                        row.group(3).replace("`", "")))
                .toList();
    }
}
