// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.event.EventService;
import org.postern.simulator.igd.IgdTree;
import org.postern.simulator.igd.MappingTable;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.quirk.RouterHook;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The connection to the Internet as it is now, and the events about it. Safe for all threads. */
final class WanLine implements AutoCloseable {
    private final RouterHook hook;
    private final boolean version2;
    private final EventService events;
    private final AtomicLong updates = new AtomicLong();
    private volatile WanFacts truth;
    private volatile int mappings;

    WanLine(RouterHook hook, RouterConfig config, Clock clock) {
        this.hook = hook;
        this.version2 = config.igdVersion() >= 2;
        this.truth = new WanFacts("Connected", config.externalAddress());
        this.events = new EventService(this::evented, hook::notice, clock);
    }

    /** What the router says of it. */
    WanFacts facts() {
        return hook.facts(truth);
    }

    void change(WanFacts facts) {
        truth = facts;
        events.changed();
    }

    /** The table has changed, or may have. */
    void tableChanged(MappingTable table) {
        int now = table.all().size();
        updates.incrementAndGet();
        mappings = now;
        events.changed();
    }

    /** The handlers of event URLs, by the last word of service paths. */
    Map<String, EventService> handlers() {
        return Map.of(IgdTree.CONNECTION_PATH, events);
    }

    int subscribers() {
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
        if (version2) {
            values.put("SystemUpdateID", Long.toString(updates.get()));
        }
        return values;
    }
}
