// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that run a simulated router: {@code simulate}, and {@code demo}, which runs the commands
 * that a user would type against a router of its own on the loopback interface.
 */
@NullMarked
package org.postern.shell.commands.simulation;

import org.jspecify.annotations.NullMarked;
