// SPDX-License-Identifier: Apache-2.0
/** Events (UDA 1.1, chapter 4): who listens, what has changed, and the message of it. */
@NullMarked
package org.postern.simulator.event;

import org.jspecify.annotations.NullMarked;
