// SPDX-License-Identifier: Apache-2.0
/** Calls of those who listen to a keeper. */
@NullMarked
package org.postern.port.keeper.events;

import org.jspecify.annotations.NullMarked;
