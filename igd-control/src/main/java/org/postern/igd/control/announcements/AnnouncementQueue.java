// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import org.postern.api.discovery.Announcement;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Announcements that wait, a bounded number, and of those with the same content one: a router sends
 * a dozen for its devices and services, each two or three times. Not thread-safe.
 */
final class AnnouncementQueue {
    private final int capacity;
    private final Map<Announcement, Announcement> waiting = new LinkedHashMap<>();

    AnnouncementQueue(int capacity) {
        this.capacity = capacity;
    }

    /** False when the queue is full. */
    boolean offer(Announcement announcement) {
        if (waiting.size() >= capacity) {
            return false;
        }
        waiting.put(content(announcement), announcement);
        return true;
    }

    List<Announcement> takeAll() {
        List<Announcement> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }

    /** The announcement with nothing but what matters of it. */
    private static Announcement content(Announcement each) {
        return new Announcement(
                each.kind(),
                "",
                "",
                each.location(),
                Duration.ZERO,
                each.bootId(),
                each.configId(),
                each.sender());
    }
}
