// SPDX-License-Identifier: Apache-2.0
/**
 * Words in, tables out: the ways into the commands. {@link org.postern.shell.commands.GogoCommands}
 * is for Felix' and Karaf's shells, {@link org.postern.shell.commands.TerminalCommand} for a
 * launcher; both go through {@link org.postern.shell.commands.CommandRunner}.
 */
@NullMarked
package org.postern.shell.commands;

import org.jspecify.annotations.NullMarked;
