// SPDX-License-Identifier: Apache-2.0
/** Misbehaviour in searches and announcements. */
@NullMarked
package org.postern.simulator.quirk.ssdp;

import org.jspecify.annotations.NullMarked;
