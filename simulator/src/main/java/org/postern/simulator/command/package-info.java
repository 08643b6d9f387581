// SPDX-License-Identifier: Apache-2.0
/** The command {@code simulate}: words in, a running router out. */
@NullMarked
package org.postern.simulator.command;

import org.jspecify.annotations.NullMarked;
