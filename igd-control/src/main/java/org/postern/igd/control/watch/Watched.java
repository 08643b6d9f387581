package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.Announcement;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayState;
import org.postern.igd.control.description.RefusedUrlException;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;
import org.postern.igd.control.search.WanFacts;
import org.postern.igd.control.search.WanSide;
import org.postern.igd.control.search.Worth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

/** A gateway under watch: what it says by itself, and what it says when asked. */
final class Watched implements Check.Verdict, EventFeed.Reader {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.watch");

    /** Its own, and over IPv6 those of its link. */
    private static final int MAX_SENDERS = 8;

    private final Surroundings world;
    private final Hub hub;
    private final GatewayReading reading;
    private final WanSide wan;
    private final Gateway gateway;
    private final Set<InetAddress> senders = new HashSet<>();
    private final Connection connection;
    private final Boots boots;
    private final EventFeed events;
    private final Inquirer inquirer;
    private final Expiry expiry;
    private final Check check;
    private final AtomicBoolean hinted = new AtomicBoolean();
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
    Watched(Surroundings world, Hub hub, Sighting found, Duration poll, DoubleSupplier chance) {
        this.world = world;
        this.hub = hub;
        this.reading = found.reading();
        this.wan = reading.wan().orElseThrow();
        this.gateway = new WatchedGateway(wan.gateway(), this::onFailedCall);
        this.connection = new Connection(wan.addressFound());
        this.told = connection.state();
        this.boots = new Boots(found.bootId(), found.configId());
        this.events = new EventFeed(world, wan, this);
        this.inquirer = new Inquirer(world, wan, poll, chance, this::onFacts);
        this.expiry = new Expiry(world, () -> suspect(Suspicion.EXPIRED));
        this.check = new Check(world, reading.origin(), this);
        senders.add(host());
        senders.add(found.sender());
    }

    Gateway gateway() {
        return gateway;
    }

    GatewayState state() {
        return told;
    }

    GatewayReading reading() {
        return reading;
    }

    URI url() {
        return reading.origin().location();
    }

    InetAddress host() {
        return reading.origin().peer().address();
    }

    Memory.Trace trace() {
        return new Memory.Trace(reading.origin(), reading.udns(), Set.copyOf(senders), true);
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
        boolean further = senders.size() < MAX_SENDERS && senders.add(sighting.sender());
        expiry.heard(sighting.maxAge());
        if (sighting.reading().worth().answers() && isAnother(sighting.reading())) {
            suspect(Suspicion.RECONFIGURED);
        }
        return further;
    }

    /** What is at its place by now; the same device goes on counting its restarts. */
    Sighting seenNow(GatewayReading now) {
        return isSameDevice(now)
                ? new Sighting(now, host(), Duration.ZERO, boots.bootId(), boots.configId())
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

    /** Whether an announcement is about it: its place, or without one its name. */
    boolean isMeant(Announcement said) {
        return senders.contains(said.sender())
                && said.location()
                        .map(location -> isHere(location, said.sender()))
                        .orElseGet(() -> isNamed(said));
    }

    private boolean isNamed(Announcement said) {
        return Optional.ofNullable(Acquaintance.of(List.of(trace())).get(host()))
                .filter(known -> known.speaks(said))
                .isPresent();
    }

    /** Not by the host's name: the user may have spelled it, and the device another way. */
    private boolean isHere(URI location, InetAddress sender) {
        try {
            Origin origin = Origin.of(location, sender, "its announcement");
            return origin.peer().address().equals(host())
                    && origin.location().getPort() == url().getPort()
                    && Objects.equals(origin.location().getRawPath(), url().getRawPath())
                    && Objects.equals(origin.location().getRawQuery(), url().getRawQuery());
        } catch (RefusedUrlException e) {
            return false;
        }
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

    private void onFailedCall() {
        // However many calls fail, one hint is on its way.
        if (hinted.compareAndSet(false, true)) {
            world.after(
                    Duration.ZERO,
                    () -> {
                        hinted.set(false);
                        suspect(Suspicion.CALL_FAILED);
                    });
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
                .filter(each -> each.service().equals(wan.service()))
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

    /**
     * Whether what is read at its URL now is not what it was. Routers with several lines may be
     * down on the one that was chosen (quirks D22, D23): then another that is up counts.
     */
    private boolean isAnother(GatewayReading now) {
        boolean sameHost =
                now.wan()
                        .map(WanSide::gateway)
                        .map(it -> it.info().localAddress())
                        .filter(it -> !it.equals(gateway.info().localAddress()))
                        .isEmpty();
        boolean offered = now.services().contains(wan.service());
        boolean otherLine =
                told.externalAddress().isEmpty()
                        && now.worth() == Worth.VALID
                        && now.wan().filter(it -> !it.service().equals(wan.service())).isPresent();
        return !isSameDevice(now) || !sameHost || !offered || otherLine;
    }

    private boolean isSameDevice(GatewayReading now) {
        return now.root().map(it -> it.udn()).equals(reading.root().map(it -> it.udn()));
    }
}
