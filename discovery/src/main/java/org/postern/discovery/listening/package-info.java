// SPDX-License-Identifier: Apache-2.0
/**
 * Receives announcements (NOTIFY) on all interfaces as they come and go. {@link
 * org.postern.discovery.listening.AnnouncementTask} is the entry.
 */
@NullMarked
package org.postern.discovery.listening;

import org.jspecify.annotations.NullMarked;
