// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Listens with all sources that are there. Confined to the watch's thread. */
final class Ears {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    private final Supplier<List<AnnouncementSource>> sources;
    private final boolean ipv6;
    private final InterfaceChoice where;
    private final AnnouncementListener listener;
    private final IdentityHashMap<AnnouncementSource, Watch> open = new IdentityHashMap<>();

    private boolean stopped;

    Ears(
            Supplier<List<AnnouncementSource>> sources,
            boolean ipv6,
            InterfaceChoice where,
            AnnouncementListener listener) {
        this.sources = sources;
        this.ipv6 = ipv6;
        this.where = where;
        this.listener = listener;
    }

    /** Listens with those that came, and no more with those that went. */
    void update() {
        if (stopped) {
            return;
        }
        List<AnnouncementSource> there = sources.get();
        for (AnnouncementSource each : List.copyOf(open.keySet())) {
            if (there.stream().noneMatch(other -> other == each)) {
                close(open.remove(each));
            }
        }
        there.stream().filter(each -> !open.containsKey(each)).forEach(this::listen);
    }

    void stop() {
        stopped = true;
        open.values().forEach(Ears::close);
        open.clear();
    }

    /** Anybody can bring a source; a broken one must not stop the others. */
    private void listen(AnnouncementSource source) {
        try {
            open.put(source, source.listen(ipv6, where, listener));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Announcement source " + source.getClass().getName() + " failed: " + e);
        }
    }

    private static void close(Watch listening) {
        try {
            listening.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "An announcement source failed to end its listening: " + e);
        }
    }
}
