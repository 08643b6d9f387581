// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;

import java.lang.System.Logger.Level;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * Listens to announcements with all sources that are there. Confined to the watch's thread.
 */
public final class AnnouncementSubscriptions {
    private final Supplier<List<AnnouncementSource>> sources;
    private final boolean ipv6;
    private final InterfaceChoice where;
    private final AnnouncementListener listener;
    private final IdentityHashMap<AnnouncementSource, Watch> open = new IdentityHashMap<>();
    private boolean stopped;

    /** Listens to nothing yet. The listener is called on the sources' threads. */
    public AnnouncementSubscriptions(
            Supplier<List<AnnouncementSource>> sources,
            boolean ipv6,
            InterfaceChoice where,
            AnnouncementListener listener) {
        this.sources = sources;
        this.ipv6 = ipv6;
        this.where = where;
        this.listener = listener;
    }

    /** Listens to sources that came, and no longer to those that went. */
    public void update() {
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

    public void stop() {
        stopped = true;
        open.values().forEach(AnnouncementSubscriptions::close);
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

    private static void close(Watch subscription) {
        try {
            subscription.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "An announcement source failed to stop listening: " + e);
        }
    }
}
