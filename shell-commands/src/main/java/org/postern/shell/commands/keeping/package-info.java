// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that keep ports open: {@code keep}, {@code kept}, {@code reopen} and {@code release}.
 */
@NullMarked
package org.postern.shell.commands.keeping;

import org.jspecify.annotations.NullMarked;
