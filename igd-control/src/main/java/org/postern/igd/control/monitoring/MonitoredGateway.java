// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.jspecify.annotations.Nullable;
import org.postern.api.discovery.Announcement;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WanAnswers;
import org.postern.igd.control.assessment.WanConnection;
import org.postern.igd.control.environment.CoalescedTask;
import org.postern.igd.control.environment.WatchEnvironment;
import org.postern.igd.control.internal.timing.Jitter;
import org.postern.igd.control.search.AdvertisedDevice;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A gateway under watch: combines what it announces, its events and its answers. */
public final class MonitoredGateway implements DescriptionCheck.Listener, EventQueue.Receiver {
    /** Called on the watch's thread. */
    public interface Listener {
        void changed(MonitoredGateway gateway);

        /** Another gateway is at its URL now. */
        void replaced(MonitoredGateway gateway, Assessment successor);

        /** It does not answer any more; the explanation is one sentence. */
        void gone(MonitoredGateway gateway, String explanation);
    }

    private final Listener listener;
    private final GatewayIdentity identity;
    private final Gateway gateway;
    private final ConnectionState connection;
    private final BootCounter boots;
    private final EventQueue events;
    private final StatusPolling polling;
    private final MaxAgeTimer maxAge;
    private final DescriptionCheck check;
    private GatewayState reported;
    private Optional<AdvertisedDevice> successor = Optional.empty();
    private boolean reversalLogged;
    private boolean stopped;

    /** A gateway with a WAN service that is not watched yet. */
    public MonitoredGateway(
            WatchEnvironment environment,
            Listener listener,
            AdvertisedDevice found,
            Duration poll,
            Jitter jitter) {
        this.listener = listener;
        this.identity = new GatewayIdentity(found);
        WanConnection wan = identity.wan();
        CoalescedTask failedCall =
                new CoalescedTask(environment, Duration.ZERO, () -> check(CheckReason.CALL_FAILED));
        this.gateway = new ObservedGateway(wan.gateway(), failedCall);
        this.connection = new ConnectionState(gateway.info().address(), wan.addressFound());
        this.reported = connection.state();
        this.boots = new BootCounter(found.bootId(), found.configId());
        this.events = new EventQueue(environment, wan, this);
        this.polling = new StatusPolling(environment, wan, poll, jitter, this::onAnswers);
        this.maxAge = new MaxAgeTimer(environment, () -> check(CheckReason.EXPIRED));
        this.check = new DescriptionCheck(environment, found.assessment().location(), this);
    }

    /** The gateway for its users. */
    public Gateway gateway() {
        return gateway;
    }

    /** Its state as the listener knows it. */
    public GatewayState state() {
        return reported;
    }

    public GatewayIdentity identity() {
        return identity;
    }

    /**
     * Starts, unless it was stopped meanwhile, with the max-age of its advertisement; zero without
     * one.
     */
    public void start(Duration lifetime) {
        if (stopped) {
            return;
        }
        maxAge.restart(lifetime);
        polling.start();
        polling.setAddressDoubtful(connection.isDoubtful());
        events.start();
    }

    /** The result ends when the router has taken the end of its subscription, or did not. */
    public CompletableFuture<@Nullable Void> stop() {
        stopped = true;
        polling.stop();
        maxAge.stop();
        check.stop();
        return events.end();
    }

    /** Assesses it again soon. */
    public void check(CheckReason reason) {
        if (!stopped) {
            LOG.log(Level.DEBUG, () -> gateway + " is checked: " + reason);
            check.request(reason);
        }
    }

    /** This host was asleep: nobody knows how much time passed for the router. */
    public void onHostWokeUp() {
        polling.forgetElapsed();
    }

    /**
     * A search or an announcement led to it. Returns whether it was heard from a further address.
     */
    public boolean found(AdvertisedDevice device) {
        boolean further = identity.addSender(device.sender());
        maxAge.restart(device.maxAge());
        if (device.assessment().answers() && isAnother(device.assessment())) {
            check(CheckReason.RECONFIGURED);
        }
        return further;
    }

    /**
     * What is at its URL now, with what is known of its advertisements: the same device goes on
     * counting its restarts.
     */
    public AdvertisedDevice advertised(Assessment now) {
        return identity.isSameDevice(now)
                ? new AdvertisedDevice(
                        now, identity.host(), Duration.ZERO, boots.bootId(), boots.configId())
                : AdvertisedDevice.unheard(now);
    }

    /**
     * There is a gateway that may be this one at another place. It counts when this one is dead.
     */
    public void setSuccessor(AdvertisedDevice other) {
        successor = Optional.of(other);
        check(CheckReason.SUCCEEDED);
    }

    /** What may be this gateway at another place; mostly empty. */
    public Optional<AdvertisedDevice> successor() {
        return successor;
    }

    /** It announced itself, from an address of its own and in its name. */
    public void announced(Announcement announcement) {
        switch (announcement.kind()) {
            case BYEBYE -> check(CheckReason.BYEBYE);
            case UPDATE -> boots.update(announcement);
            case ALIVE -> {
                maxAge.restart(announcement.maxAge());
                if (!boots.isComparable(announcement)) {
                    // Only its uptime can tell of a restart then (UDA 1.0 has no BOOTID).
                    polling.askNow();
                }
                boots.alive(announcement).ifPresent(this::check);
            }
        }
    }

    private void onAnswers(WanAnswers answers, Duration elapsed) {
        if (!answers.reached()) {
            check(CheckReason.UNANSWERED);
            return;
        }
        if (connection.answer(answers, elapsed)) {
            events.startAnew();
        }
        report();
    }

    @Override
    public void event(Map<String, String> values) {
        connection.event(values);
        polling.eventCame();
        report();
    }

    @Override
    public void missed() {
        polling.askNow();
    }

    @Override
    public void ended() {
        check(CheckReason.EVENTS_LOST);
    }

    @Override
    public void answered(Assessment now, boolean restartLikely) {
        successor = Optional.empty();
        if (isAnother(now)) {
            listener.replaced(this, now);
            return;
        }
        if (restartLikely) {
            connection.restarted();
            events.startAnew();
        }
        now.wan()
                .filter(each -> identity.wan().is(each.service()))
                .flatMap(WanConnection::addressFound)
                .ifPresentOrElse(connection::found, polling::askNow);
        report();
    }

    @Override
    public void dead(String explanation) {
        listener.gone(this, explanation);
    }

    private void report() {
        GatewayState now = connection.state();
        if (stopped) {
            return;
        }
        logReversal();
        polling.setAddressDoubtful(connection.isDoubtful());
        if (!now.equals(reported)) {
            reported = now;
            listener.changed(this);
        }
    }

    /** Once (quirk A56). */
    private void logReversal() {
        if (!reversalLogged && connection.reversedAddress().isPresent()) {
            reversalLogged = true;
            LOG.log(
                    Level.WARNING,
                    gateway
                            + " gives its external address once as "
                            + reported.externalAddress()
                                    .map(InetAddress::getHostAddress)
                                    .orElse("none")
                            + " and once as "
                            + connection.reversedAddress().get().getHostAddress()
                            + ": one of them has the octets in reverse order. See the router's own"
                            + " page.");
        }
    }

    private boolean isAnother(Assessment now) {
        return identity.isAnother(now, reported.externalAddress().isPresent());
    }
}
