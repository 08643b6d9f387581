// SPDX-License-Identifier: Apache-2.0
/**
 * The next call to a router: priorities, batches of look-ups, pace, and retries if it does not
 * answer. Knows the keys of ports, but not the kept ports. Start at {@link
 * org.postern.port.keeper.router.RouterQueue}.
 */
@NullMarked
package org.postern.port.keeper.router;

import org.jspecify.annotations.NullMarked;
