// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps ports open. Has the components, the configuration, and the wiring for plain Java; the
 * keeper itself is in {@code engine}, the record of open mappings in {@code ledger}.
 */
@NullMarked
package org.postern.port.keeper;

import org.jspecify.annotations.NullMarked;
