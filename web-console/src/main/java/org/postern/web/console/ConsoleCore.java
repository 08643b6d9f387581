// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.web.console.actions.ConsoleActions;
import org.postern.web.console.page.ConsolePage;
import org.postern.web.console.sources.ConsoleServices;
import org.postern.web.console.status.DeviceSearches;
import org.postern.web.console.status.Examinations;
import org.postern.web.console.status.GatewayMonitor;
import org.postern.web.console.status.RecentEvents;
import org.postern.web.console.status.StatusReader;

import java.time.Clock;

/** The page and what it remembers, whatever server it is part of. */
final class ConsoleCore implements AutoCloseable {
    private final StatusReader.Memory memory;
    private final StatusReader reader;
    private final ConsolePage page;

    /**
     * Asks nobody yet.
     *
     * @param services that are shown and used
     * @param events of their keeper; not closed by this
     * @param monitor of their gateways; not closed by this
     */
    ConsoleCore(ConsoleServices services, RecentEvents events, GatewayMonitor monitor) {
        Clock clock = Clock.systemUTC();
        memory =
                new StatusReader.Memory(
                        monitor, events, new DeviceSearches(clock), new Examinations(clock));
        ConsoleActions actions = new ConsoleActions(services, memory);
        reader = new StatusReader(services, memory, actions::lines, clock);
        page = new ConsolePage(reader, actions);
    }

    StatusReader reader() {
        return reader;
    }

    ConsolePage page() {
        return page;
    }

    /** Ends what runs in the background. */
    @Override
    public void close() {
        memory.searches().close();
        memory.examinations().close();
    }
}
