// SPDX-License-Identifier: Apache-2.0
/** What an installation opened for a time, known to all of its processes. */
@NullMarked
package org.postern.internal.leases;

import org.jspecify.annotations.NullMarked;
