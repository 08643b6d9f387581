// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;

import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Announcements that wait, a bounded number, and of those that say the same one: a router sends a
 * dozen for its devices and services, each two or three times. Not thread-safe.
 */
final class Inbox {
    /** What it comes to. */
    private record Gist(
            InetAddress sender,
            Announcement.Kind kind,
            Optional<URI> location,
            OptionalLong bootId,
            OptionalLong configId) {}

    private final int size;
    private final Map<Gist, Announcement> waiting = new LinkedHashMap<>();

    Inbox(int size) {
        this.size = size;
    }

    /** Whether it waits now. */
    boolean put(Announcement said) {
        if (waiting.size() >= size) {
            return false;
        }
        waiting.put(
                new Gist(
                        said.sender(),
                        said.kind(),
                        said.location(),
                        said.bootId(),
                        said.configId()),
                said);
        return true;
    }

    List<Announcement> take() {
        List<Announcement> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }
}
