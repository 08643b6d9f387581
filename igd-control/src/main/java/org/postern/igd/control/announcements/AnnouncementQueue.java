// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import org.postern.api.discovery.Announcement;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Announcements that wait, a bounded number, and of those with the same content one: a router sends
 * a dozen for its devices and services, each two or three times. Not thread-safe.
 */
final class AnnouncementQueue {
    /** What matters of an announcement. */
    private record Content(
            InetAddress sender,
            Announcement.Kind kind,
            Optional<URI> location,
            OptionalLong bootId,
            OptionalLong configId) {
        static Content of(Announcement announcement) {
            return new Content(
                    announcement.sender(),
                    announcement.kind(),
                    announcement.location(),
                    announcement.bootId(),
                    announcement.configId());
        }
    }

    private final int capacity;
    private final Map<Content, Announcement> waiting = new LinkedHashMap<>();

    AnnouncementQueue(int capacity) {
        this.capacity = capacity;
    }

    /** False when the queue is full. */
    boolean offer(Announcement announcement) {
        if (waiting.size() >= capacity) {
            return false;
        }
        waiting.put(Content.of(announcement), announcement);
        return true;
    }

    List<Announcement> takeAll() {
        List<Announcement> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }
}
