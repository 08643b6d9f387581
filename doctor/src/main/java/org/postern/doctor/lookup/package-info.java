// SPDX-License-Identifier: Apache-2.0
/** Looks up the names of hosts that the user named, in bounded time. */
@NullMarked
package org.postern.doctor.lookup;

import org.jspecify.annotations.NullMarked;
