// SPDX-License-Identifier: Apache-2.0
/**
 * Announcements (UDA 1.1 section 1.2) on their way to a watch: they are received by {@link
 * org.postern.igd.control.announcements.AnnouncementSubscriptions}, filtered by {@link
 * org.postern.igd.control.announcements.AnnouncementFilter}, and the devices that they lead to are
 * assessed by {@link org.postern.igd.control.announcements.AnnouncedDevices}.
 */
@NullMarked
package org.postern.igd.control.announcements;

import org.jspecify.annotations.NullMarked;
