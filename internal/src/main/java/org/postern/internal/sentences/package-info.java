// SPDX-License-Identifier: Apache-2.0
/** Messages that are made of several. */
@NullMarked
package org.postern.internal.sentences;

import org.jspecify.annotations.NullMarked;
