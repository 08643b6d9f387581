// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.event;

import org.postern.simulator.http.HttpHandler;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.DaemonThreadFactory;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event URL of one service: takes subscriptions and sends what has changed, from one thread,
 * {@code postern-sim-events}. An event goes only to the address that subscribed. The subscribers
 * are guarded by this object's lock.
 */
public final class EventService implements HttpHandler, AutoCloseable {
    static final int MAX_SUBSCRIBERS = 16;

    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DELIVERY_MILLIS = 2_000;

    /** Most routers respond before they send the first event. */
    private static final long ANSWER_FIRST_MILLIS = 30;

    private static final Pattern CALLBACK = Pattern.compile("<(http://[!-;=?-~]{1,500})>.*");
    private static final Pattern SECONDS = Pattern.compile("(?i)Second-([0-9]{1,6})");
    private static final Logger LOG = System.getLogger("org.postern.simulator.event");

    private final Supplier<Map<String, String>> values;
    private final UnaryOperator<EventMessage> change;
    private final Clock clock;
    private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
    private final DaemonThreadFactory threads = new DaemonThreadFactory("events");
    private final ScheduledThreadPoolExecutor sender;

    /**
     * The values are those of all evented variables at the time of the call. Each message is
     * changed before it is sent. Subscriptions end by the clock.
     */
    public EventService(
            Supplier<Map<String, String>> values, UnaryOperator<EventMessage> change, Clock clock) {
        this.values = values;
        this.change = change;
        this.clock = clock;
        sender = new ScheduledThreadPoolExecutor(1, threads);
    }

    @Override
    public SentResponse answer(ReceivedRequest request) {
        Optional<String> sid = request.header("SID");
        return switch (request.method()) {
            case "SUBSCRIBE" -> sid.isPresent() ? renew(request, sid.get()) : subscribe(request);
            case "UNSUBSCRIBE" -> unsubscribe(sid.orElse(""));
            default -> SentResponse.status(405);
        };
    }

    /** Sends events if values have changed; returns at once. */
    public void changed() {
        schedule(this::sendChanges, 0);
    }

    /** How many subscribers there are now. */
    public synchronized int count() {
        subscribers.values().removeIf(each -> each.expiredAt(clock.instant()));
        return subscribers.size();
    }

    @Override
    public void close() {
        sender.shutdownNow();
        threads.await();
    }

    private SentResponse subscribe(ReceivedRequest request) {
        Optional<URI> callback = callback(request);
        if (callback.isEmpty() || !request.header("NT").orElse("").equals("upnp:event")) {
            return SentResponse.status(412);
        }
        Duration length = length(request);
        Subscriber added =
                new Subscriber(request.client(), callback.get(), clock.instant().plus(length));
        synchronized (this) {
            if (count() >= MAX_SUBSCRIBERS) {
                return SentResponse.status(503);
            }
            subscribers.put(added.sid(), added);
        }
        EventMessage first = message(added, values.get());
        if (first.early()) {
            deliver(added, first);
        } else {
            schedule(() -> deliver(added, first), ANSWER_FIRST_MILLIS);
        }
        return accepted(added.sid(), length);
    }

    private synchronized SentResponse renew(ReceivedRequest request, String sid) {
        if (request.header("NT").isPresent() || request.header("CALLBACK").isPresent()) {
            return SentResponse.status(400);
        }
        count();
        Subscriber known = subscribers.get(sid);
        if (known == null) {
            return SentResponse.status(412);
        }
        Duration length = length(request);
        known.renew(clock.instant(), length);
        return accepted(sid, length);
    }

    private synchronized SentResponse unsubscribe(String sid) {
        return SentResponse.status(subscribers.remove(sid) == null ? 412 : 200);
    }

    private static SentResponse accepted(String sid, Duration length) {
        return SentResponse.status(200)
                .with("SID", sid)
                .with("TIMEOUT", "Second-" + length.toSeconds());
    }

    private static Duration length(ReceivedRequest request) {
        Matcher seconds = SECONDS.matcher(request.header("TIMEOUT").orElse(""));
        long asked = seconds.matches() ? Long.parseLong(seconds.group(1)) : LONGEST.toSeconds();
        return Duration.ofSeconds(
                Math.min(LONGEST.toSeconds(), Math.max(SHORTEST.toSeconds(), asked)));
    }

    /** Only the subscriber's own address: nobody can have the router connect to others. */
    private static Optional<URI> callback(ReceivedRequest request) {
        Matcher url = CALLBACK.matcher(request.header("CALLBACK").orElse(""));
        try {
            return url.matches()
                    ? Optional.of(URI.create(url.group(1)))
                            .filter(uri -> uri.getHost() != null && uri.getPort() > 0)
                            .filter(uri -> isAddressOf(uri.getHost(), request.client()))
                    : Optional.empty();
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }

    private static boolean isAddressOf(String host, InetAddress client) {
        return Addresses.literal(host.replaceAll("[\\[\\]]", ""))
                .filter(client::equals)
                .isPresent();
    }

    private void sendChanges() {
        Map<String, String> now = values.get();
        List<Runnable> deliveries = new ArrayList<>();
        synchronized (this) {
            count();
            for (Subscriber each : subscribers.values()) {
                Map<String, String> news = new LinkedHashMap<>(now);
                news.entrySet().removeAll(each.lastSent().entrySet());
                if (!news.isEmpty()) {
                    EventMessage message = message(each, now, news);
                    deliveries.add(() -> deliver(each, message));
                }
            }
        }
        deliveries.forEach(Runnable::run);
    }

    private EventMessage message(Subscriber subscriber, Map<String, String> now) {
        synchronized (this) {
            return message(subscriber, now, now);
        }
    }

    private EventMessage message(
            Subscriber subscriber, Map<String, String> now, Map<String, String> news) {
        subscriber.setLastSent(now);
        URI callback = subscriber.callback();
        String path = callback.getRawPath().isEmpty() ? "/" : callback.getRawPath();
        String query = callback.getRawQuery() == null ? "" : "?" + callback.getRawQuery();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("CONTENT-TYPE", "text/xml; charset=\"utf-8\"");
        headers.put("NT", "upnp:event");
        headers.put("NTS", "upnp:propchange");
        headers.put("SID", subscriber.sid());
        headers.put("SEQ", Long.toString(subscriber.nextKey()));
        byte[] nothing = {};
        return change.apply(
                new EventMessage(path + query, headers, nothing, false)
                        .withText(PropertySetWriter.write(news)));
    }

    /** What does not arrive is lost, as with most routers. */
    private static void deliver(Subscriber subscriber, EventMessage message) {
        int port = subscriber.callback().getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(subscriber.address(), port), DELIVERY_MILLIS);
            socket.setSoTimeout(DELIVERY_MILLIS);
            String host = Addresses.hostAndPort(subscriber.address(), port);
            socket.getOutputStream().write(message.encode(host));
            socket.getInputStream().read();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an event did not arrive: {0}", e.getMessage());
        }
    }

    private void schedule(Runnable task, long millis) {
        try {
            sender.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "closed before an event was sent");
        }
    }
}
