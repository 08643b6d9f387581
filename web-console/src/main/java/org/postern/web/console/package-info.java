// SPDX-License-Identifier: Apache-2.0
/**
 * A page of the Apache Felix Web Console, 4 and 5, and an inventory printer. {@link
 * org.postern.web.console.WebConsole} offers both where their APIs are. The page itself is in {@code
 * page}, and knows no server.
 */
@NullMarked
package org.postern.web.console;

import org.jspecify.annotations.NullMarked;
