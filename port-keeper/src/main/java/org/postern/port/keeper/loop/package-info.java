// SPDX-License-Identifier: Apache-2.0
/**
 * The one thread of a keeper, its clock and its timer.
 */
@NullMarked
package org.postern.port.keeper.loop;

import org.jspecify.annotations.NullMarked;
