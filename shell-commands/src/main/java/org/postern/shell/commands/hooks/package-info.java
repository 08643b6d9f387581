// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a program of the user on each event of {@code keep} and {@code watch}, with the facts of the
 * event in its environment.
 */
@NullMarked
package org.postern.shell.commands.hooks;

import org.jspecify.annotations.NullMarked;
