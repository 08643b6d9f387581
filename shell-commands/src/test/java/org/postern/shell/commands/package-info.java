// SPDX-License-Identifier: Apache-2.0
/** The commands against services written here: no test of this bundle needs a network. */
@NullMarked
package org.postern.shell.commands;

import org.jspecify.annotations.NullMarked;
