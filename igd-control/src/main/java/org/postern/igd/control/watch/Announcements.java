// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.igd.control.search.Filter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The ear of a watch: lets through what may matter, each thing once, and brings it to the watch's
 * thread. All else costs a look at a map: a flood of 10,000 announcements a second must neither
 * take the processor nor hide a gateway. Told on the sources' threads.
 */
final class Announcements implements AnnouncementListener {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    /** So that a burst is taken at once, and a flood twenty times a second. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final int MAX_OF_KNOWN = 64;
    private static final int MAX_OF_STRANGERS = 32;

    private final Surroundings world;
    private final Consumer<Announcement> known;
    private final Consumer<Announcement> stranger;
    private volatile Map<InetAddress, Acquaintance> acquaintances = Map.of();

    /** Guarded by this, as are the next two. */
    private final SenderGate gate = new SenderGate();

    private final Inbox ofKnown = new Inbox(MAX_OF_KNOWN);
    private final Inbox ofStrangers = new Inbox(MAX_OF_STRANGERS);
    private boolean coming;

    /**
     * An ear.
     *
     * @param known told of what a known gateway says of itself, on the watch's thread
     * @param stranger told of alives of what may be a gateway, at most one of each sender, likewise
     */
    Announcements(
            Surroundings world, Consumer<Announcement> known, Consumer<Announcement> stranger) {
        this.world = world;
        this.known = known;
        this.stranger = stranger;
    }

    /** From now on these are known. */
    void know(List<Memory.Trace> traces) {
        acquaintances = Acquaintance.of(traces);
    }

    /** What a sender led to was no gateway. */
    synchronized void punish(InetAddress sender) {
        gate.punish(sender, world.nanos());
    }

    @Override
    public void heard(Announcement said) {
        Acquaintance who = acquaintances.get(said.sender());
        if (who != null && who.speaks(said)) {
            gather(ofKnown, said);
        } else if (said.kind() == Announcement.Kind.ALIVE
                && said.location().isPresent()
                && mayBeGateway(said.target())) {
            ofStranger(said);
        }
    }

    private static boolean mayBeGateway(String target) {
        return Filter.INTERNET_GATEWAYS.matches(target)
                || target.contains(":WANIPConnection:")
                || target.contains(":WANPPPConnection:");
    }

    @Override
    public void failed(String reason) {
        LOG.log(Level.INFO, "Announcements are not heard everywhere: " + reason);
    }

    private synchronized void ofStranger(Announcement said) {
        if (gate.admits(said.sender(), world.nanos())) {
            gather(ofStrangers, said);
        }
    }

    private synchronized void gather(Inbox box, Announcement said) {
        if (box.put(said) && !coming) {
            coming = true;
            world.after(GATHERING, this::deliver);
        }
    }

    private void deliver() {
        List<Announcement> first;
        List<Announcement> then;
        synchronized (this) {
            first = ofKnown.take();
            then = ofStrangers.take();
            coming = false;
        }
        first.forEach(known);
        then.forEach(stranger);
    }
}
