// SPDX-License-Identifier: Apache-2.0
/**
 * The commands, one class each: words are parsed into a {@link
 * org.postern.shell.commands.command.Call}, {@link org.postern.shell.commands.command.Command#run}
 * asks the services, and a {@link org.postern.shell.commands.command.Report} carries the answer as
 * text and as JSON.
 */
@NullMarked
package org.postern.shell.commands.command;

import org.jspecify.annotations.NullMarked;
