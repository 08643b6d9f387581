// SPDX-License-Identifier: Apache-2.0
/** Forwarding of TCP and UDP from the WAN side to internal clients. */
@NullMarked
package org.postern.simulator.forward;

import org.jspecify.annotations.NullMarked;
