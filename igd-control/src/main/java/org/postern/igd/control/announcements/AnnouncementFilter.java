// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.announcements;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.igd.control.environment.CoalescedTask;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.search.DeviceFilter;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Passes on the announcements that may matter to a watch, each once, on the watch's thread. All
 * others cost a look at a map: a flood of 10,000 announcements a second must neither take the
 * processor nor hide a gateway. Called on the sources' threads.
 */
public final class AnnouncementFilter implements AnnouncementListener {
    /** So that a burst is passed on at once, and a flood twenty times a second. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final int MAX_FROM_KNOWN = 64;
    private static final int MAX_FROM_OTHERS = 32;

    private final WatchEnvironment environment;
    private final Consumer<Announcement> onKnown;
    private final Consumer<Announcement> onOther;
    private volatile Map<InetAddress, List<KnownRouter>> known = Map.of();
    private final CoalescedTask delivery;

    /** Guarded by this, as are the next two. */
    private final SenderLimit limit = new SenderLimit();

    private final AnnouncementQueue fromKnown = new AnnouncementQueue(MAX_FROM_KNOWN);
    private final AnnouncementQueue fromOthers = new AnnouncementQueue(MAX_FROM_OTHERS);

    /**
     * Knows no router yet. One consumer is called with what a known router announces of itself, the
     * other with alives of what may be a gateway, at most one of each sender.
     */
    public AnnouncementFilter(
            WatchEnvironment environment,
            Consumer<Announcement> onKnown,
            Consumer<Announcement> onOther) {
        this.environment = environment;
        this.onKnown = onKnown;
        this.onOther = onOther;
        this.delivery = new CoalescedTask(environment, GATHERING, this::deliver);
    }

    /** Replaces all routers that are known. */
    public void setKnown(List<KnownRouter> routers) {
        Map<InetAddress, List<KnownRouter>> bySender = new HashMap<>();
        for (KnownRouter each : routers) {
            each.senders()
                    .forEach(
                            sender ->
                                    bySender.computeIfAbsent(sender, it -> new ArrayList<>())
                                            .add(each));
        }
        known = bySender;
    }

    /** Admits a sender more rarely: what it led to was no gateway. */
    public synchronized void penalize(InetAddress sender) {
        limit.penalize(sender, environment.nanos());
    }

    @Override
    public void heard(Announcement announcement) {
        List<KnownRouter> routers = known.getOrDefault(announcement.sender(), List.of());
        if (routers.stream().anyMatch(each -> each.isNamedIn(announcement))) {
            gather(fromKnown, announcement);
        } else if (announcement.kind() == Announcement.Kind.ALIVE
                && announcement.location().isPresent()
                && mayBeGateway(announcement.target())) {
            gatherFromOther(announcement);
        }
    }

    private static boolean mayBeGateway(String target) {
        return DeviceFilter.INTERNET_GATEWAYS.matches(target)
                || target.contains(":WANIPConnection:")
                || target.contains(":WANPPPConnection:");
    }

    @Override
    public void failed(String reason) {
        LOG.log(Level.INFO, "Announcements are not received everywhere: " + reason);
    }

    private synchronized void gatherFromOther(Announcement announcement) {
        if (limit.tryAdmit(announcement.sender(), environment.nanos())) {
            gather(fromOthers, announcement);
        }
    }

    private synchronized void gather(AnnouncementQueue queue, Announcement announcement) {
        if (queue.offer(announcement)) {
            delivery.run();
        }
    }

    private void deliver() {
        List<Announcement> first;
        List<Announcement> then;
        synchronized (this) {
            first = fromKnown.takeAll();
            then = fromOthers.takeAll();
        }
        first.forEach(onKnown);
        then.forEach(onOther);
    }
}
