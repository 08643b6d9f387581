// SPDX-License-Identifier: Apache-2.0
/** Releases kept ports, and says what became of each. */
@NullMarked
package org.postern.shell.commands.releasing;

import org.jspecify.annotations.NullMarked;
