// SPDX-License-Identifier: Apache-2.0
/**
 * The entry points: {@link org.postern.shell.commands.GogoCommands} for the shells of Felix and Karaf,
 * {@link org.postern.shell.commands.TerminalCommand} for a launcher. Both use {@link
 * org.postern.shell.commands.CommandRunner}, which runs the commands of {@link
 * org.postern.shell.commands.CommandRegistry}.
 */
@NullMarked
package org.postern.shell.commands;

import org.jspecify.annotations.NullMarked;
