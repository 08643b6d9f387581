// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.event.EventMessage;
import org.postern.simulator.event.EventService;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The state of the WAN connection, and the events about it. Safe for all threads. */
public final class WanConnectionState implements AutoCloseable {
    private final int version;
    private final UnaryOperator<WanFacts> reported;
    private final EventService events;
    private final AtomicLong updates = new AtomicLong();
    private volatile WanFacts actual;
    private volatile int mappings;

    /**
     * A connection that is up, of WANIPConnection 1 or 2. The external address may be any text,
     * also empty. The facts become what the router reports by {@code reported}, and each event
     * message what it sends by {@code sent}. Subscriptions end by the clock.
     */
    public WanConnectionState(
            int version,
            String externalAddress,
            UnaryOperator<WanFacts> reported,
            UnaryOperator<EventMessage> sent,
            Clock clock) {
        this.version = version;
        this.reported = reported;
        this.actual = new WanFacts("Connected", externalAddress);
        this.events = new EventService(this::evented, sent, clock);
    }

    /** What the router reports about it. */
    public WanFacts facts() {
        return reported.apply(actual);
    }

    /** Changes the facts and tells the subscribers. */
    public void change(WanFacts facts) {
        actual = facts;
        events.changed();
    }

    /** Sends events after a change of the mappings; counts as an update only what UPnP did. */
    public void tableChanged(int count, boolean ofUpnp) {
        updates.addAndGet(ofUpnp ? 1 : 0);
        mappings = count;
        events.changed();
    }

    /** The handlers of event URLs, by the last word of service paths. */
    public Map<String, EventService> handlers() {
        return Map.of(WanConnectionModel.PATH, events);
    }

    public int subscribers() {
        return events.count();
    }

    @Override
    public void close() {
        events.close();
    }

    /** WANIPConnection:1 and :2, table 1-1. */
    private Map<String, String> evented() {
        WanFacts reportedFacts = facts();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("PossibleConnectionTypes", "IP_Routed");
        values.put("ConnectionStatus", reportedFacts.status());
        values.put("ExternalIPAddress", reportedFacts.externalAddress());
        values.put("PortMappingNumberOfEntries", Integer.toString(mappings));
        if (version >= 2) {
            values.put("SystemUpdateID", Long.toString(updates.get()));
        }
        return values;
    }
}
