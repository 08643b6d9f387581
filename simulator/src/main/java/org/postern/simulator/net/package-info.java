// SPDX-License-Identifier: Apache-2.0
/** The network interface on which the simulated router stands. */
@NullMarked
package org.postern.simulator.net;

import org.jspecify.annotations.NullMarked;
