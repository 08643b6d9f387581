// SPDX-License-Identifier: Apache-2.0
/** The network interface of the simulated router, addresses, threads, and what all parts share. */
@NullMarked
package org.postern.simulator.net;

import org.jspecify.annotations.NullMarked;
