// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps asked-for ports open. The rim: components, configuration, and the wiring for plain Java; the
 * engine is in {@code engine}, what outlives a run in {@code ledger}.
 */
@NullMarked
package org.postern.port.keeper;

import org.jspecify.annotations.NullMarked;
