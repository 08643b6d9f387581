// SPDX-License-Identifier: Apache-2.0
/**
 * Shows the events of gateways and kept ports while they happen: the command {@code watch}, and the
 * screens that {@code keep} uses as well.
 */
@NullMarked
package org.postern.shell.commands.watching;

import org.jspecify.annotations.NullMarked;
