// SPDX-License-Identifier: Apache-2.0
/** Waits, retries and clocks. */
@NullMarked
package org.postern.internal.timing;

import org.jspecify.annotations.NullMarked;
