// SPDX-License-Identifier: Apache-2.0
/**
 * What all commands share: the {@link org.postern.shell.commands.command.Command} interface, the syntax of
 * command lines and their {@link org.postern.shell.commands.command.Invocation}, the help, the services
 * that commands use, and the {@link org.postern.shell.commands.command.Report} that carries the answer
 * as text and as JSON.
 */
@NullMarked
package org.postern.shell.commands.command;

import org.jspecify.annotations.NullMarked;
