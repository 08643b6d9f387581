// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.announcements.AnnouncedDevices;
import org.postern.igd.control.announcements.AnnouncementFilter;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.environment.HostMonitor;
import org.postern.igd.control.environment.RetrySchedule;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.monitoring.CheckReason;
import org.postern.igd.control.monitoring.MonitoredGateway;
import org.postern.igd.control.search.AdvertisedDevice;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The watch: passes what is found and announced to the gateways that it concerns, and reports those
 * that come and go. Confined to the environment's thread.
 */
final class GatewayWatch
        implements MonitoredGateway.Listener, GatewayRecovery.Listener, HostMonitor.Listener {
    /** Between two searches that devices which are no gateways yet give reason for. */
    private static final Duration CANDIDATE_REST = Duration.ofMinutes(5);

    private final WatchEnvironment environment;
    private final WatchTarget target;
    private final Duration poll;
    private final Jitter jitter;
    private final ListenerCalls listener;
    private final GatewayRegistry registry;
    private final DeviceSelection selection;
    private final GatewayRecovery recovery;
    private final AnnouncedDevices known;
    private final AnnouncedDevices others;
    private final AnnouncementFilter filter;
    private final HostMonitor host;
    private final Alarm candidateRest;
    private boolean stopped;

    /** A watch that has not started. */
    GatewayWatch(
            WatchEnvironment environment,
            GatewayQuery query,
            Duration poll,
            Jitter jitter,
            ListenerCalls listener) {
        this.environment = environment;
        this.target = new WatchTarget(query);
        this.poll = poll;
        this.jitter = jitter;
        this.listener = listener;
        this.known = new AnnouncedDevices(environment, this::onAnnounced);
        this.others = new AnnouncedDevices(environment, this::onOtherAnnounced);
        this.filter = new AnnouncementFilter(environment, this::onAnnouncement, others::add);
        this.registry = new GatewayRegistry(filter::setKnown);
        this.selection = new DeviceSelection(target, registry, this::admit);
        this.recovery =
                new GatewayRecovery(environment, target, new RetrySchedule(jitter), registry, this);
        this.host = new HostMonitor(environment, this);
        this.candidateRest = new Alarm(environment);
    }

    /** To be called with announcements. */
    AnnouncementListener announcementListener() {
        return filter;
    }

    void start() {
        host.start();
        recovery.searchNow();
    }

    /** There is a further way of searching. */
    void searchAgain() {
        if (!stopped) {
            recovery.searchNow();
        }
    }

    /** The result ends when the routers have taken the ends of subscriptions, or did not. */
    CompletableFuture<@Nullable Void> stop() {
        stopped = true;
        host.stop();
        recovery.stop();
        known.stop();
        others.stop();
        candidateRest.off();
        return CompletableFuture.allOf(
                registry.all().stream()
                        .map(MonitoredGateway::stop)
                        .toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void found(AdvertisedDevice device) {
        Assessment assessment = device.assessment();
        Optional<MonitoredGateway> gateway = registry.at(assessment.location().url());
        if (gateway.isPresent()) {
            if (gateway.get().found(device)) {
                registry.updateFilter();
            }
        } else if (assessment.wan().isPresent() && target.accepts(assessment)) {
            selection.add(device);
        }
    }

    private void admit(AdvertisedDevice device) {
        List<MonitoredGateway> relatives = registry.relatives(device.assessment());
        if (target.isSingle() && !registry.isEmpty()) {
            relatives.forEach(each -> each.setSuccessor(device));
            return;
        }
        Optional<MonitoredGateway> twin =
                relatives.isEmpty() ? registry.twin(device.assessment()) : Optional.empty();
        if (twin.isPresent()) {
            // Or its only one by now, if it has restarted with other names.
            twin.get().setSuccessor(device);
            twin.get().check(CheckReason.SUCCEEDED);
            return;
        }
        if (registry.hasRoom(device.assessment().location().address())) {
            add(device);
            relatives.forEach(each -> each.check(CheckReason.SUCCEEDED));
        }
    }

    private void add(AdvertisedDevice device) {
        Assessment assessment = device.assessment();
        if (stopped) {
            return;
        }
        LOG.log(Level.DEBUG, () -> "Gateway at " + assessment.location().url() + " is watched.");
        MonitoredGateway gateway = new MonitoredGateway(environment, this, device, poll, jitter);
        registry.add(gateway);
        target.found(assessment);
        if (!registry.isAnyMissing()) {
            recovery.rest();
        }
        listener.added(gateway);
        gateway.start(device.maxAge());
    }

    @Override
    public void searching() {
        listener.searching();
    }

    @Override
    public void searched(Optional<GatewayException> nothing) {
        selection.searched();
        if (registry.isEmpty()) {
            nothing.ifPresent(listener::missing);
        }
    }

    @Override
    public void changed(MonitoredGateway gateway) {
        listener.changed(gateway);
    }

    @Override
    public void replaced(MonitoredGateway gateway, Assessment successor) {
        if (!target.accepts(successor) || !successor.answers()) {
            gone(gateway, gateway.gateway() + " is another device by now.");
            return;
        }
        add(gateway.advertised(successor));
        listener.removed(gateway, gateway.gateway() + " is another gateway by now.");
        gateway.stop();
    }

    @Override
    public void gone(MonitoredGateway gateway, String explanation) {
        registry.remove(gateway);
        gateway.successor().ifPresent(this::admit);
        boolean missing = registry.rememberGone(gateway);
        listener.removed(gateway, explanation);
        gateway.stop();
        if (missing) {
            recovery.searchNow();
        }
    }

    /** Of a gateway that is there, or was. */
    private void onAnnouncement(Announcement announcement) {
        if (stopped) {
            return;
        }
        List<MonitoredGateway> meant = registry.meantBy(announcement);
        meant.forEach(each -> each.announced(announcement));
        if (meant.isEmpty()
                && announcement.kind() == Announcement.Kind.ALIVE
                && announcement.location().isPresent()) {
            known.add(announcement);
        }
    }

    private void onOtherAnnounced(AdvertisedDevice device) {
        if (!device.assessment().answers()) {
            filter.penalize(device.sender());
        }
        onAnnounced(device);
    }

    private void onAnnounced(AdvertisedDevice device) {
        found(device);
        if (device.assessment().answers()) {
            searchForCandidate();
        }
    }

    /** There may soon be a gateway: a search finds out, and whether there is a better one. */
    private void searchForCandidate() {
        if (registry.isEmpty() && !recovery.isSearching() && !candidateRest.isSet()) {
            candidateRest.in(CANDIDATE_REST, () -> {});
            recovery.searchNow();
        }
    }

    @Override
    public void addressesChanged() {
        LOG.log(Level.DEBUG, "This host has other addresses.");
        checkAll();
    }

    @Override
    public void wokeUp() {
        LOG.log(Level.DEBUG, "This host was asleep, or its clock was set.");
        registry.all().forEach(MonitoredGateway::onHostWokeUp);
        checkAll();
    }

    private void checkAll() {
        registry.all().forEach(each -> each.check(CheckReason.HOST_CHANGED));
        recovery.searchNow();
    }
}
