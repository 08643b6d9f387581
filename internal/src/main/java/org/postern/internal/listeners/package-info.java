// SPDX-License-Identifier: Apache-2.0
/** Calls of other people's code. */
@NullMarked
package org.postern.internal.listeners;

import org.jspecify.annotations.NullMarked;
