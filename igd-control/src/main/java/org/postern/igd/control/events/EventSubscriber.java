// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequestReader;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.net.LocalAddress;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps one subscription to the events of a service alive (UDA 1.1 section 4.1): renews it in time,
 * subscribes anew where the router has forgotten it (quirk G3), an event was missed, or this
 * machine has another address, and reports to its listener when there is none, which is never a failure
 * (G2). Safe for several threads; the listener is called without a lock.
 */
public final class EventSubscriber implements EventSubscription {
    /** So soon is a router asked again that did not take a subscription. */
    static final Duration RETRY = Duration.ofMinutes(10);

    private final SubscriptionCalls calls;
    private final EventAddress address;
    private final Timer timer;
    private final EventListener listener;
    private final Subscription subscription = new Subscription();

    /** Guarded by this. */
    private Runnable planned = () -> {};

    /** Ends with the SUBSCRIBE of the moment. Guarded by this. */
    private CompletableFuture<@Nullable Void> asked = CompletableFuture.completedFuture(null);

    /** A subscriber; call {@link #start}. The URL has been checked against the peer. */
    public EventSubscriber(
            HttpClient http, URI eventUrl, Peer peer, Timer timer, EventListener listener) {
        this(http, eventUrl, peer, timer, listener, LocalAddress::facing);
    }

    /** With another routing table. */
    EventSubscriber(
            HttpClient http,
            URI eventUrl,
            Peer peer,
            Timer timer,
            EventListener listener,
            EventAddress.Routes routes) {
        this.calls = new SubscriptionCalls(http, eventUrl, peer);
        this.address = new EventAddress(http.callbacks(), peer.address(), routes, this::taken);
        this.timer = timer;
        this.listener = listener;
    }

    /** Subscribes. Returns at once. */
    public void start() {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (!subscription.ask()) {
                return;
            }
            asked = done;
        }
        URI url;
        try {
            url = address.listen();
        } catch (IOException e) {
            failed("no address to be called at: " + e.getMessage(), done);
            return;
        }
        calls.subscribe(url)
                .handle(
                        (answer, failure) -> {
                            subscribed(answer, failure, done);
                            return null;
                        });
    }

    @Override
    public CompletableFuture<@Nullable Void> end() {
        Optional<String> held;
        CompletableFuture<@Nullable Void> granted;
        synchronized (this) {
            held = subscription.close();
            granted = asked;
            planned.run();
        }
        CompletableFuture<@Nullable Void> ended = held.map(calls::unsubscribe).orElse(granted);
        address.close();
        return ended;
    }

    private void subscribed(
            @Nullable HttpResponse answer,
            @Nullable Throwable failure,
            CompletableFuture<@Nullable Void> done) {
        Optional<String> given =
                Optional.ofNullable(answer)
                        .filter(each -> each.status() / 100 == 2)
                        .flatMap(SubscriptionCodec::sid);
        if (answer == null || given.isEmpty()) {
            failed(SubscriptionCodec.refusal(answer, failure), done);
            return;
        }
        if (!subscription.answered(given)) {
            calls.unsubscribe(given.get()).thenRun(() -> done.complete(null));
            return;
        }
        done.complete(null);
        if (reportEarly()) {
            startAnew(given.get());
        } else {
            planRenewal(SubscriptionCodec.length(answer, SubscriptionCodec.ASKED));
        }
    }

    private void failed(String reason, CompletableFuture<@Nullable Void> done) {
        subscription.answered(Optional.empty());
        done.complete(null);
        reportEarly();
        if (plan(RETRY, this::start)) {
            listener.lost(reason);
        }
    }

    private void planRenewal(Duration length) {
        plan(length.dividedBy(2), () -> subscription.sid().ifPresent(sid -> renew(sid, length)));
    }

    private void renew(String sid, Duration length) {
        if (!address.isCurrent()) {
            startAnew(sid);
            return;
        }
        calls.renew(sid)
                .handle(
                        (answer, failure) -> {
                            renewed(sid, length, answer);
                            return null;
                        });
    }

    /** Whatever went wrong with the old one, a new one puts it right or fails by itself. */
    private void renewed(String sid, Duration before, @Nullable HttpResponse answer) {
        if (answer == null || answer.status() / 100 != 2) {
            start();
        } else if (subscription.isCurrent(sid)) {
            planRenewal(SubscriptionCodec.length(answer, before));
        }
    }

    /** Whether the message belongs to the subscription. */
    private boolean taken(HttpRequestReader message) {
        Optional<Notification> event = Notification.of(message);
        if (event.isEmpty()) {
            return false;
        }
        Subscription.Reception reception = subscription.receive(event.get());
        if (reception == Subscription.Reception.CURRENT && report(event.get())) {
            startAnew(event.get().sid());
        }
        return reception != Subscription.Reception.REFUSED;
    }

    /** In their order, before any that come meanwhile. Whether one was missed. */
    private boolean reportEarly() {
        boolean missed = false;
        for (Optional<Notification> next = subscription.nextEarly();
                next.isPresent();
                next = subscription.nextEarly()) {
            missed |= report(next.get());
        }
        return missed;
    }

    /** Whether one before it was missed. */
    private boolean report(Notification event) {
        Optional<EventOrder.Place> place = subscription.place(event);
        boolean isNew = place.filter(each -> each != EventOrder.Place.REPEATED).isPresent();
        if (isNew && !event.values().isEmpty()) {
            listener.changed(event.values());
        }
        return place.filter(each -> each == EventOrder.Place.AFTER_A_GAP).isPresent();
    }

    /** The first event of a new subscription has all variables (UDA 1.1 section 4.2.1). */
    private void startAnew(String old) {
        calls.unsubscribe(old);
        start();
    }

    /** Not once it is closed. */
    private synchronized boolean plan(Duration delay, Runnable task) {
        if (subscription.isClosed()) {
            return false;
        }
        planned.run();
        planned = timer.after(delay, task);
        return true;
    }
}
