// SPDX-License-Identifier: Apache-2.0
/** What the counters of a gateway mean over time. */
@NullMarked
package org.postern.internal.traffic;

import org.jspecify.annotations.NullMarked;
