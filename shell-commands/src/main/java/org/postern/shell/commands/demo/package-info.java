// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code demo} command: plays the main job on a simulated router of its own, on loopback alone,
 * by running the commands that a user would type.
 */
@NullMarked
package org.postern.shell.commands.demo;

import org.jspecify.annotations.NullMarked;
