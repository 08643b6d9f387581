// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

/**
 * What a terminal can show.
 *
 * @param columns its width; 0 for a width that is not known, or without limit
 */
public record Display(int columns, Emphasis emphasis) {
    /** Without limit and emphasis, as for a file. */
    public static final Display PLAIN = new Display(0, Emphasis.NONE);
}
