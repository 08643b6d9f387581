// SPDX-License-Identifier: Apache-2.0
/** The command {@code serve}, and the page that {@code keep} serves. */
@NullMarked
package org.postern.shell.commands.serving;

import org.jspecify.annotations.NullMarked;
