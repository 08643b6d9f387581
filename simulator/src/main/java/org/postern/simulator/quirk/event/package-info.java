// SPDX-License-Identifier: Apache-2.0
/** Misbehaviour with subscriptions and events. */
@NullMarked
package org.postern.simulator.quirk.event;

import org.jspecify.annotations.NullMarked;
