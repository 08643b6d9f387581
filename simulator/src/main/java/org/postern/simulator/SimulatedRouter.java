// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.ssdp.SsdpResponder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A running router. All methods may be called by any thread; its own threads are daemons named
 * {@code postern-sim-…} and are gone when {@link #close} returns.
 */
public final class SimulatedRouter implements AutoCloseable {
    private final Clock clock;
    private final EventLog log;
    private volatile RouterLife life;

    /** Between a crash and the next start, and in the end. */
    private volatile boolean down;

    private boolean closed;

    private SimulatedRouter(RouterLife life, Clock clock, EventLog log) {
        this.life = life;
        this.clock = clock;
        this.log = log;
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
     * @param clock by which leases, subscriptions, announcements and the uptime run; looked at four
     *     times a second
     * @param watcher told one line, safe for a terminal, of each search, request and change of a
     *     mapping; called by several threads and must return at once
     * @throws IOException as for {@link #start(RouterConfig)}
     */
    public static SimulatedRouter start(RouterConfig config, Clock clock, Consumer<String> watcher)
            throws IOException {
        EventLog log = new EventLog(watcher);
        return new SimulatedRouter(new RouterStart(config, clock, log).run(), clock, log);
    }

    /** Where its description is read over IPv4. */
    public URI descriptionUrl() {
        return life.descriptionUrl();
    }

    /** The root device's name, with the prefix {@code uuid:}. */
    public String udn() {
        return life.udn();
    }

    /** Where external ports are really opened; not the external address that it reports. */
    public InetAddress wanAddress() {
        return life.wanAddress();
    }

    /** What it says its external address is, quirks included; may be anything, also empty. */
    public String externalAddress() {
        return life.line().facts().externalAddress();
    }

    /**
     * Changes what it says of its connection, and tells its subscribers.
     *
     * @param status ConnectionStatus, such as Connected; may be anything
     * @param externalAddress may be anything, also empty
     */
    public void changeConnection(String status, String externalAddress) {
        life.line().change(new WanFacts(status, externalAddress));
    }

    /** How many clients are subscribed to the events of its connection. */
    public int subscribers() {
        return down ? 0 : life.line().subscribers();
    }

    /** The mappings held now, in the order they were made; none after a crash. */
    public List<HeldMapping> mappings() {
        return down ? List.of() : life.table().all().stream().map(this::held).toList();
    }

    /**
     * The last 1000 HTTP requests, oldest first: method and path such as {@code GET /rootDesc.xml},
     * or the action such as {@code AddPortMapping}.
     */
    public List<String> requests() {
        return log.requests();
    }

    /** Announces itself once more, now; returns when it is sent. Nothing without SSDP. */
    public void announce() {
        life.ssdp().ifPresent(SsdpResponder::announce);
    }

    /** Says byebye and goes on; returns when it is sent. Nothing without SSDP. */
    public void sayGoodbye() {
        life.ssdp().ifPresent(SsdpResponder::sayGoodbye);
    }

    /** Loses all mappings, which closes their ports, and tells its subscribers. */
    public void forgetMappings() {
        life.table().forget();
    }

    /**
     * Ends without a word, as when the power goes: closes everything, says no byebye, and forgets
     * mappings and subscriptions. {@link #reboot()} brings it back.
     */
    public synchronized void crash() {
        down = true;
        life.crash();
    }

    /**
     * Restarts with the same settings and HTTP port and a greater boot id, without a byebye before
     * (say {@link #sayGoodbye()} first if there is to be one). Mappings and subscriptions are
     * forgotten.
     *
     * @throws IOException as for {@link #start(RouterConfig)}; it is down then, and may be started
     *     again
     * @throws IllegalStateException if it was closed
     */
    public void reboot() throws IOException {
        reboot(same -> same);
    }

    /**
     * Restarts as another: with another HTTP port (0: any), path, UDN, boot id or external address,
     * say.
     *
     * @param change of what {@link #reboot()} would restart it with
     * @throws IOException as for {@link #reboot()}
     * @throws IllegalStateException if it was closed
     */
    public synchronized void reboot(UnaryOperator<RouterConfig> change) throws IOException {
        if (closed) {
            throw new IllegalStateException("The router was closed.");
        }
        crash();
        RouterConfig next = change.apply(life.next(RouterStart.bootId(clock)));
        life = new RouterStart(next, clock, log).run();
        down = false;
        log.event("rebooted as " + life.descriptionUrl());
    }

    /** Says byebye, closes all ports and connections, and waits for the threads to end. */
    @Override
    public synchronized void close() {
        closed = true;
        down = true;
        life.close();
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
