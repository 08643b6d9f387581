// SPDX-License-Identifier: Apache-2.0
/**
 * The helper outside: the command {@code helper} runs one, and the option {@code --helper} names one.
 */
@NullMarked
package org.postern.shell.commands.outside;

import org.jspecify.annotations.NullMarked;
