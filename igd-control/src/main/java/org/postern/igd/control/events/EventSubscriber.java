package org.postern.igd.control.events;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.net.LocalAddress;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps one subscription to the events of a service alive (UDA 1.1 section 4.1): renews it in time,
 * subscribes anew where the router has forgotten it (quirk G3) or an event was missed, and tells
 * its listener when there is none, which is never a failure (G2). Guarded by its own lock; the
 * listener is called without it.
 */
public final class EventSubscriber implements AutoCloseable {
    /** So soon is a router asked again that did not take a subscription. */
    static final Duration RETRY = Duration.ofMinutes(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_EARLY = 8;
    private static final long LARGEST_KEY = 4_294_967_295L;

    private final HttpClient http;
    private final URI eventUrl;
    private final Peer peer;
    private final Timer timer;
    private final EventListener listener;
    private final List<Notification> early = new ArrayList<>();
    private Optional<CallbackServer> server = Optional.empty();
    private Optional<String> sid = Optional.empty();
    private Duration length = SubscriptionCodec.ASKED;

    /** Empty where any will do. */
    private OptionalLong nextKey = OptionalLong.of(0);

    /** After a gap: a router that leaves numbers out again does not count from 0. */
    private boolean anyFirstKey;

    private Runnable planned = () -> {};
    private boolean asking;

    /** Ends with the SUBSCRIBE of the moment. */
    private CompletableFuture<@Nullable Void> asked = CompletableFuture.completedFuture(null);

    private boolean closed;

    /**
     * A subscriber; call {@link #start}.
     *
     * @param http carries the requests
     * @param eventUrl where to subscribe, checked against the peer
     * @param peer the router's host
     * @param timer for renewals
     * @param listener told of events and of their end
     */
    public EventSubscriber(
            HttpClient http, URI eventUrl, Peer peer, Timer timer, EventListener listener) {
        this.http = http;
        this.eventUrl = eventUrl;
        this.peer = peer;
        this.timer = timer;
        this.listener = listener;
    }

    /** Subscribes. Returns at once. */
    public void start() {
        try {
            subscribe();
        } catch (IOException e) {
            fail("no address to be called at: " + e.getMessage());
        }
    }

    /** Ends the subscription; the router is told, but not waited for. */
    @Override
    public void close() {
        end();
    }

    /**
     * Ends the subscription, and one that the router is about to grant.
     *
     * @return ends when the router has answered, or did not within the time-out of a request; never
     *     exceptionally
     */
    public CompletableFuture<@Nullable Void> end() {
        Optional<CallbackServer> open;
        Optional<String> held;
        CompletableFuture<@Nullable Void> granted;
        synchronized (this) {
            closed = true;
            granted = asked;
            planned.run();
            open = server;
            held = sid;
            sid = Optional.empty();
        }
        CompletableFuture<@Nullable Void> told = held.map(this::unsubscribe).orElse(granted);
        open.ifPresent(CallbackServer::close);
        return told;
    }

    private void subscribe() throws IOException {
        URI callback;
        synchronized (this) {
            if (closed || asking) {
                return;
            }
            sid = Optional.empty();
            nextKey = anyFirstKey ? OptionalLong.empty() : OptionalLong.of(0);
            early.clear();
            if (server.isEmpty()) {
                server = Optional.of(listen());
            }
            callback = server.get().url();
            asking = true;
            asked = new CompletableFuture<>();
        }
        send("SUBSCRIBE", SubscriptionCodec.subscribe(callback)).handle(this::subscribed);
    }

    private CallbackServer listen() throws IOException {
        // Of the same family as the router: it will not call another (UDA 2.0 annex A).
        return new CallbackServer(LocalAddress.facing(peer.address()), peer.address(), this::taken);
    }

    private @Nullable Void subscribed(@Nullable HttpResponse answer, @Nullable Throwable failure) {
        Optional<String> given =
                Optional.ofNullable(answer)
                        .filter(each -> each.status() / 100 == 2)
                        .flatMap(SubscriptionCodec::sid);
        List<Notification> waiting;
        CompletableFuture<@Nullable Void> done;
        boolean unwanted;
        synchronized (this) {
            asking = false;
            done = asked;
            unwanted = closed;
            waiting = List.copyOf(early);
            early.clear();
            if (!closed) {
                sid = given;
                given.ifPresent(
                        each -> {
                            length = SubscriptionCodec.length(answer, SubscriptionCodec.ASKED);
                            plan(length.dividedBy(2), this::renew);
                        });
            }
        }
        if (unwanted && given.isPresent()) {
            unsubscribe(given.get()).thenRun(() -> done.complete(null));
            return null;
        }
        done.complete(null);
        if (given.isEmpty()) {
            fail(reason(answer, failure));
        }
        waiting.forEach(this::taken);
        return null;
    }

    private void renew() {
        Optional<String> held;
        synchronized (this) {
            held = sid;
        }
        held.ifPresent(
                each ->
                        send("SUBSCRIBE", SubscriptionCodec.renew(each))
                                .handle((answer, failure) -> renewed(each, answer)));
    }

    /** Whatever went wrong with the old one, a new one puts it right or fails by itself. */
    private @Nullable Void renewed(String renewedSid, @Nullable HttpResponse answer) {
        if (answer == null || answer.status() / 100 != 2) {
            start();
            return null;
        }
        synchronized (this) {
            if (sid.filter(renewedSid::equals).isPresent()) {
                length = SubscriptionCodec.length(answer, length);
                plan(length.dividedBy(2), this::renew);
            }
        }
        return null;
    }

    /** Whether the message belongs to the subscription; one that came too soon may (quirk G1). */
    private boolean taken(Notification event) {
        boolean missed;
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (asking) {
                return early.size() < MAX_EARLY && early.add(event);
            }
            if (!sid.equals(Optional.of(event.sid()))) {
                return false;
            }
            if (isRepeated(event)) {
                return true;
            }
            missed = isAfterAGap(event);
            anyFirstKey = missed;
            event.seq()
                    .ifPresent(key -> nextKey = OptionalLong.of(key == LARGEST_KEY ? 1 : key + 1));
        }
        if (!event.values().isEmpty()) {
            listener.changed(event.values());
        }
        if (missed) {
            // The first event of a new subscription tells everything (UDA 1.1 section 4.2.1).
            unsubscribe(event.sid());
            start();
        }
        return true;
    }

    private boolean isRepeated(Notification event) {
        return knowsOrder(event) && event.seq().getAsLong() == nextKey.getAsLong() - 1;
    }

    private boolean isAfterAGap(Notification event) {
        return knowsOrder(event) && event.seq().getAsLong() != nextKey.getAsLong();
    }

    private boolean knowsOrder(Notification event) {
        return event.seq().isPresent() && nextKey.isPresent();
    }

    private void fail(String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            plan(RETRY, this::start);
        }
        listener.lost(reason);
    }

    /** With the lock held. */
    private void plan(Duration delay, Runnable task) {
        planned.run();
        planned = timer.after(delay, task);
    }

    private CompletableFuture<@Nullable Void> unsubscribe(String old) {
        return send("UNSUBSCRIBE", SubscriptionCodec.unsubscribe(old))
                .handle((answer, failure) -> null);
    }

    private CompletableFuture<HttpResponse> send(String method, Map<String, String> headers) {
        return http.send(
                new HttpRequest(method, eventUrl, peer.address(), headers, new byte[0], TIMEOUT));
    }

    private static String reason(@Nullable HttpResponse answer, @Nullable Throwable failure) {
        if (answer == null) {
            return failure == null ? "no answer" : String.valueOf(failure.getMessage());
        }
        return answer.status() / 100 == 2
                ? "the answer names no subscription"
                : "refused with HTTP status " + answer.status();
    }
}
