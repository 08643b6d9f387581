// SPDX-License-Identifier: Apache-2.0
/** Promises of the launcher: of its parts, and of whole processes that run the built jar. */
@NullMarked
package org.postern.distribution;

import org.jspecify.annotations.NullMarked;
