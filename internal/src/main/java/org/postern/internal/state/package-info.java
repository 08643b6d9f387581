// SPDX-License-Identifier: Apache-2.0
/** What outlives a run of a process. */
@NullMarked
package org.postern.internal.state;

import org.jspecify.annotations.NullMarked;
