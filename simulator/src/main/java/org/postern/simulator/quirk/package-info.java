// SPDX-License-Identifier: Apache-2.0
/** Misbehaviour of real routers: one small hook for each, asked at fixed places. */
@NullMarked
package org.postern.simulator.quirk;

import org.jspecify.annotations.NullMarked;
