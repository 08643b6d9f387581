// SPDX-License-Identifier: Apache-2.0
/** The command {@code simulate}, which runs a router. */
@NullMarked
package org.postern.simulator.command;

import org.jspecify.annotations.NullMarked;
