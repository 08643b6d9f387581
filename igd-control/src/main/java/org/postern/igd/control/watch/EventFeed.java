// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.search.EventSubscription;
import org.postern.igd.control.search.WanSide;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Brings a gateway's events to the watch's thread, a bounded number at a time. Told on any thread,
 * otherwise confined to the watch's.
 */
final class EventFeed implements EventListener {
    private static final int MAX_WAITING = 64;

    /** Told of what came, on the watch's thread. */
    interface Reader {
        void event(Map<String, String> values);

        /** More came than can be kept. */
        void missed();

        /** There were events, and now there are none. */
        void ended();
    }

    private final Timer timer;
    private final WanSide wan;
    private final Reader reader;

    /** Guarded by itself, as are the two flags. */
    private final Deque<Map<String, String>> waiting = new ArrayDeque<>();

    private boolean coming;
    private boolean missed;

    private Optional<EventSubscription> subscription = Optional.empty();
    private boolean ended;
    private boolean worked;

    EventFeed(Timer timer, WanSide wan, Reader reader) {
        this.timer = timer;
        this.wan = wan;
        this.reader = reader;
    }

    void start() {
        subscription = wan.subscribe(this);
    }

    /** A router that restarted has forgotten who subscribed (UDA 1.1 section 4.1.1). */
    void startAnew() {
        subscription.ifPresent(EventSubscription::end);
        start();
    }

    CompletableFuture<@Nullable Void> end() {
        ended = true;
        Optional<EventSubscription> last = subscription;
        subscription = Optional.empty();
        return last.map(EventSubscription::end)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public void changed(Map<String, String> values) {
        synchronized (waiting) {
            if (waiting.size() == MAX_WAITING) {
                missed = true;
                return;
            }
            waiting.add(values);
            if (coming) {
                return;
            }
            coming = true;
        }
        timer.after(Duration.ZERO, this::deliver);
    }

    @Override
    public void lost(String reason) {
        timer.after(Duration.ZERO, this::onLost);
    }

    private void onLost() {
        // Where events never came there is nothing to wonder about.
        if (worked && !ended) {
            worked = false;
            reader.ended();
        }
    }

    private void deliver() {
        List<Map<String, String>> came;
        boolean more;
        synchronized (waiting) {
            came = new ArrayList<>(waiting);
            more = missed;
            waiting.clear();
            missed = false;
            coming = false;
        }
        if (ended) {
            return;
        }
        worked = true;
        came.forEach(reader::event);
        if (more) {
            reader.missed();
        }
    }
}
