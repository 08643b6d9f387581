// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.assessment.WanConnection;
import org.postern.igd.control.environment.CoalescedTask;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscription;
import org.postern.igd.control.internal.timing.Timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The events of a gateway on their way to the watch's thread, a bounded number at a time. The router
 * calls it on any thread; otherwise it is confined to the watch's.
 */
final class EventQueue implements EventListener {
    private static final int MAX_WAITING = 64;

    /** Called on the watch's thread. */
    interface Receiver {
        void event(Map<String, String> values);

        /** Some were dropped. */
        void missed();

        /** Events came, and now the subscription has ended. */
        void ended();
    }

    private final Timer timer;
    private final WanConnection wan;
    private final Receiver receiver;
    private final CoalescedTask delivery;

    /** Guarded by itself, as is the flag. */
    private final List<Map<String, String>> waiting = new ArrayList<>();

    private boolean missed;

    private Optional<EventSubscription> subscription = Optional.empty();
    private boolean ended;
    private boolean worked;

    EventQueue(Timer timer, WanConnection wan, Receiver receiver) {
        this.timer = timer;
        this.wan = wan;
        this.receiver = receiver;
        this.delivery = new CoalescedTask(timer, Duration.ZERO, this::deliver);
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
        }
        delivery.run();
    }

    @Override
    public void lost(String reason) {
        timer.after(Duration.ZERO, this::onLost);
    }

    private void onLost() {
        // Where events never came nothing has changed.
        if (worked && !ended) {
            worked = false;
            receiver.ended();
        }
    }

    private void deliver() {
        List<Map<String, String>> events;
        boolean more;
        synchronized (waiting) {
            events = List.copyOf(waiting);
            more = missed;
            waiting.clear();
            missed = false;
        }
        if (ended) {
            return;
        }
        worked |= !events.isEmpty();
        events.forEach(receiver::event);
        if (more) {
            receiver.missed();
        }
    }
}
