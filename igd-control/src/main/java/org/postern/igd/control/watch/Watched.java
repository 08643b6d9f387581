// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.Announcement;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayState;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.WanFacts;
import org.postern.igd.control.search.WanSide;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A gateway under watch: what it says by itself, and what it says when asked. */
final class Watched implements Check.Verdict, EventFeed.Reader {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    private final Hub hub;
    private final Identity identity;
    private final Gateway gateway;
    private final Connection connection;
    private final Boots boots;
    private final EventFeed events;
    private final Inquirer inquirer;
    private final Expiry expiry;
    private final Check check;
    private GatewayState told;
    private Optional<Sighting> successor = Optional.empty();
    private boolean stopped;

    /**
     * A gateway that is not watched yet.
     *
     * @param found with a WAN service
     * @param poll how often it is asked
     * @param chance 0 to 1
     */
    Watched(Surroundings world, Hub hub, Sighting found, Duration poll, Jitter chance) {
        this.hub = hub;
        this.identity = new Identity(found);
        WanSide wan = identity.wan();
        Hint failedCall = new Hint(world, () -> suspect(Suspicion.CALL_FAILED));
        this.gateway = new WatchedGateway(wan.gateway(), failedCall);
        this.connection = new Connection(wan.addressFound());
        this.told = connection.state();
        this.boots = new Boots(found.bootId(), found.configId());
        this.events = new EventFeed(world, wan, this);
        this.inquirer = new Inquirer(world, wan, poll, chance, this::onFacts);
        this.expiry = new Expiry(world, () -> suspect(Suspicion.EXPIRED));
        this.check = new Check(world, found.reading().origin(), this);
    }

    Gateway gateway() {
        return gateway;
    }

    GatewayState state() {
        return told;
    }

    Identity identity() {
        return identity;
    }

    void start(Sighting found) {
        if (stopped) {
            // By a listener that was told of it.
            return;
        }
        expiry.heard(found.maxAge());
        inquirer.start();
        inquirer.doubtsAddress(connection.isDoubtful());
        events.start();
    }

    /** The result ends when the router has taken the end of its subscription, or did not. */
    CompletableFuture<@Nullable Void> stop() {
        stopped = true;
        inquirer.stop();
        expiry.stop();
        check.stop();
        return events.end();
    }

    void suspect(Suspicion why) {
        if (!stopped) {
            LOG.log(Level.DEBUG, () -> gateway + " is looked at again: " + why);
            check.soon(why);
        }
    }

    /** This host was asleep: nobody knows how much time went by for the router. */
    void slept() {
        inquirer.forgetTime();
    }

    /** A search or a candidate came upon it. Whether it was heard from a further address. */
    boolean seen(Sighting sighting) {
        boolean further = identity.heardFrom(sighting.sender());
        expiry.heard(sighting.maxAge());
        if (sighting.reading().worth().answers() && isAnother(sighting.reading())) {
            suspect(Suspicion.RECONFIGURED);
        }
        return further;
    }

    /** What is at its place by now; the same device goes on counting its restarts. */
    Sighting seenNow(GatewayReading now) {
        return identity.isSameDevice(now)
                ? new Sighting(
                        now, identity.host(), Duration.ZERO, boots.bootId(), boots.configId())
                : Sighting.silent(now);
    }

    /** There is a gateway that may be this one at another place; it counts when this one is dead. */
    void succeededBy(Sighting other) {
        successor = Optional.of(other);
        suspect(Suspicion.SUCCEEDED);
    }

    Optional<Sighting> successor() {
        return successor;
    }

    /** It announced itself, from an address of its own and under its name. */
    void heard(Announcement said) {
        switch (said.kind()) {
            case BYEBYE -> suspect(Suspicion.BYEBYE);
            case UPDATE -> boots.update(said);
            case ALIVE -> {
                expiry.heard(said.maxAge());
                if (!boots.canTell(said)) {
                    // Only its uptime can tell a restart then (UDA 1.0 knows no BOOTID).
                    inquirer.askNow();
                }
                boots.alive(said).ifPresent(this::suspect);
            }
        }
    }

    private void onFacts(WanFacts facts, Duration elapsed) {
        if (!facts.reached()) {
            suspect(Suspicion.UNANSWERED);
            return;
        }
        if (connection.answer(facts, elapsed)) {
            events.startAnew();
        }
        tell();
    }

    @Override
    public void event(Map<String, String> values) {
        connection.event(values);
        inquirer.eventCame();
        tell();
    }

    @Override
    public void missed() {
        inquirer.askNow();
    }

    @Override
    public void ended() {
        suspect(Suspicion.EVENTS_LOST);
    }

    @Override
    public void answered(GatewayReading now, boolean restartLikely) {
        successor = Optional.empty();
        if (isAnother(now)) {
            hub.replaced(this, now);
            return;
        }
        if (restartLikely) {
            connection.restarted();
            events.startAnew();
        }
        now.wan()
                .filter(each -> each.service().equals(identity.wan().service()))
                .flatMap(WanSide::addressFound)
                .ifPresentOrElse(connection::found, inquirer::askNow);
        tell();
    }

    @Override
    public void dead(String reason) {
        hub.gone(this, reason);
    }

    private void tell() {
        GatewayState now = connection.state();
        if (stopped) {
            return;
        }
        inquirer.doubtsAddress(connection.isDoubtful());
        if (!now.equals(told)) {
            told = now;
            hub.changed(this);
        }
    }

    private boolean isAnother(GatewayReading now) {
        return identity.isAnother(now, told.externalAddress().isPresent());
    }
}
