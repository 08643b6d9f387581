// SPDX-License-Identifier: Apache-2.0
/** What makes the device an Internet gateway: its tree, its port mappings, and its actions. */
@NullMarked
package org.postern.simulator.igd;

import org.jspecify.annotations.NullMarked;
