// SPDX-License-Identifier: Apache-2.0
/** Answers searches and announces the device (UDA 1.1, chapter 1). */
@NullMarked
package org.postern.simulator.ssdp;

import org.jspecify.annotations.NullMarked;
