// SPDX-License-Identifier: Apache-2.0
/** The memory of which mappings on which routers are this instance's own. */
@NullMarked
package org.postern.port.keeper.ledger;

import org.jspecify.annotations.NullMarked;
