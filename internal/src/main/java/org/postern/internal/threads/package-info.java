// SPDX-License-Identifier: Apache-2.0
/** Daemon threads that end when they have nothing to do, or when they are told to. */
@NullMarked
package org.postern.internal.threads;

import org.jspecify.annotations.NullMarked;
