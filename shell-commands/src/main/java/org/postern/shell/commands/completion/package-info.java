// SPDX-License-Identifier: Apache-2.0
/**
 * What the TAB key offers in a shell: commands, their options, and values that are known here, such
 * as kept ports. The words are those of {@code --help}.
 */
@NullMarked
package org.postern.shell.commands.completion;

import org.jspecify.annotations.NullMarked;
