// SPDX-License-Identifier: Apache-2.0
/**
 * What the user sees: streams, tables, JSON, progress and the lines of {@code --verbose}. All text
 * passes {@link org.postern.shell.commands.output.PrintableText} on its way out.
 */
@NullMarked
package org.postern.shell.commands.output;

import org.jspecify.annotations.NullMarked;
