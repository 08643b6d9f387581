// SPDX-License-Identifier: Apache-2.0
/** The command that examines why a port cannot be opened or reached. */
@NullMarked
package org.postern.shell.commands.diagnosis;

import org.jspecify.annotations.NullMarked;
