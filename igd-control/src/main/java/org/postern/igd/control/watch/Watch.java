// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.Announcement;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.internal.timing.Alarm;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.Worth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The watch itself: brings what is seen and heard to those whom it concerns, and tells of gateways
 * that come and go. All of it happens on the surroundings' thread.
 */
final class Watch implements Hub, Recovery.Seeker, HostWatch.Listener {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    /** Between two searches because of devices that are not gateways yet. */
    private static final Duration HINT_REST = Duration.ofMinutes(5);

    private final Surroundings world;
    private final Aim aim;
    private final Duration poll;
    private final Jitter chance;
    private final Teller teller;
    private final Roster roster;
    private final Admission admission;
    private final Recovery recovery;
    private final Candidates acquaintances;
    private final Candidates strangers;
    private final Announcements announcements;
    private final HostWatch host;
    private final Alarm hintRest;

    private boolean stopped;

    /**
     * A watch that has not started.
     *
     * @param wanted a URL, UDN, address or name; empty for all gateways
     * @param poll how often each is asked
     * @param chance 0 to 1
     */
    Watch(Surroundings world, String wanted, Duration poll, Jitter chance, Teller teller) {
        this.world = world;
        this.aim = new Aim(wanted);
        this.poll = poll;
        this.chance = chance;
        this.teller = teller;
        this.acquaintances = new Candidates(world, this::onCandidate);
        this.strangers = new Candidates(world, this::onStranger);
        this.announcements = new Announcements(world, this::onKnown, strangers::add);
        this.roster = new Roster(announcements::know);
        this.admission = new Admission(aim, roster, this::admit);
        this.recovery = new Recovery(world, aim, new RetrySchedule(chance), roster, this);
        this.host = new HostWatch(world, this);
        this.hintRest = new Alarm(world);
    }

    /** What is to hear announcements. */
    Announcements ear() {
        return announcements;
    }

    void start() {
        host.start();
        recovery.now();
    }

    /** There is a further way of searching. */
    void searchAnew() {
        if (!stopped) {
            recovery.now();
        }
    }

    /** The result ends when the routers have taken the ends of subscriptions, or did not. */
    CompletableFuture<@Nullable Void> stop() {
        stopped = true;
        host.stop();
        recovery.stop();
        acquaintances.stop();
        strangers.stop();
        hintRest.off();
        return CompletableFuture.allOf(
                roster.all().stream().map(Watched::stop).toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void found(Sighting sighting) {
        GatewayReading reading = sighting.reading();
        Optional<Watched> known = roster.at(reading.origin().location());
        if (known.isPresent()) {
            if (known.get().seen(sighting)) {
                roster.introduce();
            }
        } else if (reading.wan().isPresent() && aim.accepts(reading)) {
            admission.seen(sighting);
        }
    }

    private void admit(Sighting sighting) {
        GatewayReading reading = sighting.reading();
        List<Watched> relatives = roster.relatives(reading);
        if (aim.one() && !roster.isEmpty()) {
            relatives.forEach(each -> each.succeededBy(sighting));
            return;
        }
        if (roster.hasRoom(reading.origin().peer().address())) {
            add(sighting);
            relatives.forEach(each -> each.suspect(Suspicion.SUCCEEDED));
        }
    }

    private void add(Sighting sighting) {
        GatewayReading reading = sighting.reading();
        if (stopped) {
            return;
        }
        LOG.log(Level.DEBUG, () -> "Gateway at " + reading.origin().location() + " is watched.");
        Watched gateway = new Watched(world, this, sighting, poll, chance);
        roster.add(gateway);
        aim.found(reading);
        if (!roster.missesAny()) {
            recovery.rest();
        }
        teller.added(gateway);
        gateway.start(sighting);
    }

    /** There may soon be a gateway: a search finds out, and knows whether there is a better one. */
    private void hint() {
        if (roster.isEmpty() && !recovery.searches() && !hintRest.isSet()) {
            hintRest.in(HINT_REST, () -> {});
            recovery.now();
        }
    }

    @Override
    public void searched(Optional<GatewayException> nothing) {
        admission.searched();
        if (roster.isEmpty()) {
            nothing.ifPresent(teller::missing);
        }
    }

    @Override
    public void changed(Watched gateway) {
        teller.changed(gateway);
    }

    @Override
    public void replaced(Watched gateway, GatewayReading successor) {
        if (!aim.accepts(successor) || !successor.worth().answers()) {
            gone(gateway, gateway.gateway() + " is another device by now.");
            return;
        }
        add(gateway.seenNow(successor));
        teller.removed(gateway, gateway.gateway() + " is another gateway by now.");
        gateway.stop();
    }

    @Override
    public void gone(Watched gateway, String reason) {
        roster.remove(gateway);
        gateway.successor().ifPresent(this::admit);
        boolean missing = roster.lose(gateway);
        teller.removed(gateway, reason);
        gateway.stop();
        if (missing) {
            recovery.now();
        }
    }

    /** On the way from the ear: of a gateway that is there, or was. */
    private void onKnown(Announcement said) {
        if (stopped) {
            return;
        }
        List<Watched> meant = roster.meant(said);
        meant.forEach(each -> each.heard(said));
        if (meant.isEmpty()
                && said.kind() == Announcement.Kind.ALIVE
                && said.location().isPresent()) {
            acquaintances.add(said);
        }
    }

    private void onStranger(Sighting sighting) {
        if (sighting.reading().worth().compareTo(Worth.OFFLINE) > 0) {
            announcements.punish(sighting.sender());
        }
        onCandidate(sighting);
    }

    private void onCandidate(Sighting sighting) {
        found(sighting);
        if (sighting.reading().worth().answers()) {
            hint();
        }
    }

    @Override
    public void moved() {
        LOG.log(Level.DEBUG, "This host has other addresses.");
        roster.all().forEach(each -> each.suspect(Suspicion.HOST_CHANGED));
        recovery.now();
    }

    @Override
    public void slept() {
        LOG.log(Level.DEBUG, "This host was asleep, or its clock was set.");
        roster.all().forEach(Watched::slept);
        moved();
    }
}
