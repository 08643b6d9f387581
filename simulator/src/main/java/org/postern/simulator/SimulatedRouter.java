package org.postern.simulator;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.MappingTable;
import org.postern.simulator.igd.WanFacts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * A running router. All methods may be called by any thread; its own threads are daemons named
 * {@code postern-sim-…} and are gone when {@link #close} returns.
 */
public final class SimulatedRouter implements AutoCloseable {
    private final String udn;
    private final URI descriptionUrl;
    private final WanLine line;
    private final InetAddress wanAddress;
    private final Clock clock;
    private final MappingTable table;
    private final EventLog log;
    private final Parts parts;

    SimulatedRouter(
            String udn,
            URI descriptionUrl,
            WanLine line,
            InetAddress wanAddress,
            Clock clock,
            MappingTable table,
            EventLog log,
            Parts parts) {
        this.udn = udn;
        this.descriptionUrl = descriptionUrl;
        this.line = line;
        this.wanAddress = wanAddress;
        this.clock = clock;
        this.table = table;
        this.log = log;
        this.parts = parts;
    }

    /**
     * Starts a router; when this returns it answers.
     *
     * @throws IOException with a sentence: no such interface, an address or port that cannot be
     *     bound; nothing is left running then
     */
    public static SimulatedRouter start(RouterConfig config) throws IOException {
        return start(config, Clock.systemUTC(), line -> {});
    }

    /**
     * Starts a router that is watched.
     *
     * @param clock by which leases and the uptime run; looked at four times a second
     * @param watcher told one line, safe for a terminal, of each search, request and change of a
     *     mapping; called by several threads and must return at once
     * @throws IOException as for {@link #start(RouterConfig)}
     */
    public static SimulatedRouter start(RouterConfig config, Clock clock, Consumer<String> watcher)
            throws IOException {
        return new RouterStart(config, clock, watcher).run();
    }

    /** Where its description is read over IPv4. */
    public URI descriptionUrl() {
        return descriptionUrl;
    }

    /** The root device's name, with the prefix {@code uuid:}. */
    public String udn() {
        return udn;
    }

    /** Where external ports are really opened; not the external address that it reports. */
    public InetAddress wanAddress() {
        return wanAddress;
    }

    /** What it says its external address is, quirks included; may be anything, also empty. */
    public String externalAddress() {
        return line.facts().externalAddress();
    }

    /**
     * Changes what it says of its connection, and tells its subscribers.
     *
     * @param status ConnectionStatus, such as Connected; may be anything
     * @param externalAddress may be anything, also empty
     */
    public void changeConnection(String status, String externalAddress) {
        line.change(new WanFacts(status, externalAddress));
    }

    /** How many clients are subscribed to the events of its connection. */
    public int subscribers() {
        return line.subscribers();
    }

    /** The mappings held now, in the order they were made. */
    public List<HeldMapping> mappings() {
        return table.all().stream().map(this::held).toList();
    }

    /**
     * The last 1000 HTTP requests, oldest first: method and path such as {@code GET /rootDesc.xml},
     * or the action such as {@code AddPortMapping}.
     */
    public List<String> requests() {
        return log.requests();
    }

    /** Says byebye, closes all ports and connections, and waits for the threads to end. */
    @Override
    public void close() {
        parts.close();
    }

    private HeldMapping held(Mapping mapping) {
        return new HeldMapping(
                mapping.transport().name(),
                mapping.externalPort(),
                mapping.internalClient().getHostAddress(),
                mapping.internalPort(),
                mapping.description(),
                mapping.enabled(),
                mapping.secondsLeft(clock.instant()),
                mapping.remoteHostText());
    }
}
