// SPDX-License-Identifier: Apache-2.0
/** Writes JSON documents. */
@NullMarked
package org.postern.internal.json;

import org.jspecify.annotations.NullMarked;
