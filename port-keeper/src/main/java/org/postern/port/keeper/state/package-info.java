// SPDX-License-Identifier: Apache-2.0
/**
 * The state of one kept port on one router as values, and the transitions of each signal: pure,
 * with no router, no thread and no clock but what is passed in. Start at {@link
 * org.postern.port.keeper.state.Transitions}; docs/port-keeper.md has the table.
 */
@NullMarked
package org.postern.port.keeper.state;

import org.jspecify.annotations.NullMarked;
