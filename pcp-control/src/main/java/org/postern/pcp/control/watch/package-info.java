// SPDX-License-Identifier: Apache-2.0
/** Watches over servers: polls, announcements, and routes that come and go. */
@NullMarked
package org.postern.pcp.control.watch;

import org.jspecify.annotations.NullMarked;
