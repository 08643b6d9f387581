// SPDX-License-Identifier: Apache-2.0
/**
 * The kept ports as their users see them: what they ask for, what became of it, and what they are
 * told.
 */
@NullMarked
package org.postern.port.keeper.kept;

import org.jspecify.annotations.NullMarked;
