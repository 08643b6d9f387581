// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.event.EventService;
import org.postern.simulator.event.Notice;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The connection to the Internet as it is now, and the events about it. Safe for all threads. */
public final class WanConnection implements AutoCloseable {
    private final int version;
    private final UnaryOperator<WanFacts> reported;
    private final EventService events;
    private final AtomicLong updates = new AtomicLong();
    private volatile WanFacts truth;
    private volatile int mappings;

    /**
     * A connection that is up.
     *
     * @param version of WANIPConnection: 1 or 2
     * @param externalAddress may be anything, also empty
     * @param reported what the router makes of the facts when it reports them
     * @param notices what it makes of event messages before it sends them
     * @param clock by which subscriptions end
     */
    public WanConnection(
            int version,
            String externalAddress,
            UnaryOperator<WanFacts> reported,
            UnaryOperator<Notice> notices,
            Clock clock) {
        this.version = version;
        this.reported = reported;
        this.truth = new WanFacts("Connected", externalAddress);
        this.events = new EventService(this::evented, notices, clock);
    }

    /** What the router reports about it. */
    public WanFacts facts() {
        return reported.apply(truth);
    }

    /** Changes the facts and tells the subscribers. */
    public void change(WanFacts facts) {
        truth = facts;
        events.changed();
    }

    /** The table has changed, or may have. */
    public void tableChanged(MappingTable table) {
        int now = table.all().size();
        updates.incrementAndGet();
        mappings = now;
        events.changed();
    }

    /** The handlers of event URLs, by the last word of service paths. */
    public Map<String, EventService> handlers() {
        return Map.of(WanConnectionModel.PATH, events);
    }

    /** How many clients are subscribed to its events. */
    public int subscribers() {
        return events.count();
    }

    @Override
    public void close() {
        events.close();
    }

    /** WANIPConnection:1 and :2, table 1-1. */
    private Map<String, String> evented() {
        WanFacts said = facts();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("PossibleConnectionTypes", "IP_Routed");
        values.put("ConnectionStatus", said.status());
        values.put("ExternalIPAddress", said.externalAddress());
        values.put("PortMappingNumberOfEntries", Integer.toString(mappings));
        if (version >= 2) {
            values.put("SystemUpdateID", Long.toString(updates.get()));
        }
        return values;
    }
}
