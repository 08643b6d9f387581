// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a subscriber reported. */
final class RecordedEvents implements EventListener {
    private final BlockingQueue<Map<String, String>> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

    @Override
    public void changed(Map<String, String> values) {
        events.add(values);
    }

    @Override
    public void lost(String reason) {
        losses.add(reason);
    }

    /** Waits for an event. */
    Map<String, String> next() throws InterruptedException {
        return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "no event came");
    }

    /** Waits for the reason of a loss. */
    String nextLoss() throws InterruptedException {
        return Objects.requireNonNull(losses.poll(30, TimeUnit.SECONDS), "nothing was lost");
    }

    /** The reasons that nobody has looked at. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    /** How many events and losses nobody has looked at. */
    int left() {
        return events.size() + losses.size();
    }
}
