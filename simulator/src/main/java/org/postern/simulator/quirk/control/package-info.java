// SPDX-License-Identifier: Apache-2.0
/**
 * Misbehaviour in actions: how calls are read, which mappings are taken, what the list shows, and
 * what answers look like.
 */
@NullMarked
package org.postern.simulator.quirk.control;

import org.jspecify.annotations.NullMarked;
