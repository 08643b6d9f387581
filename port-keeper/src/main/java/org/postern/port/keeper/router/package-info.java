// SPDX-License-Identifier: Apache-2.0
/**
 * What one router is asked next: priorities, batches of look-ups, pace, and what is done when it does not
 * answer. Knows the keys of ports and nothing of who wants them. Start at {@link
 * org.postern.port.keeper.router.RouterQueue}.
 */
@NullMarked
package org.postern.port.keeper.router;

import org.jspecify.annotations.NullMarked;
