// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that open, close and list ports: {@code map}, {@code unmap} and {@code mappings}.
 */
@NullMarked
package org.postern.shell.commands.mapping;

import org.jspecify.annotations.NullMarked;
