// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

/** Adds what makes a terminal emphasize a line. */
public interface Emphasis {
    /** Leaves all text as it is. */
    Emphasis NONE =
            new Emphasis() {
                @Override
                public String heading(String line) {
                    return line;
                }

                @Override
                public String warning(String line) {
                    return line;
                }

                @Override
                public String error(String line) {
                    return line;
                }
            };

    String heading(String line);

    String warning(String line);

    String error(String line);
}
