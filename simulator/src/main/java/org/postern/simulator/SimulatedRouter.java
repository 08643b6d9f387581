// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.net.RouterLog;
import org.postern.simulator.pinhole.FirewallPinhole;
import org.postern.simulator.pxp.PxpServer;
import org.postern.simulator.ssdp.SsdpResponder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A running router. All methods may be called by any thread; its own threads are daemons named
 * {@code postern-sim-…} and have ended when {@link #close} returns.
 */
public final class SimulatedRouter implements AutoCloseable {
    private static final int TCP = 6;

    private final Clock clock;
    private final RouterLog log;
    private volatile RunningRouter running;

    /** Between a crash and the next start, and after the close. */
    private volatile boolean down;

    private boolean closed;

    private SimulatedRouter(RunningRouter running, Clock clock, RouterLog log) {
        this.running = running;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Starts a router, which answers when this returns.
     *
     * @throws IOException with a sentence, if there is no such interface, or an address or port
     *     cannot be bound; nothing is left running then
     */
    public static SimulatedRouter start(RouterConfig config) throws IOException {
        return start(config, Clock.systemUTC(), line -> {});
    }

    /**
     * Starts a router and reports what it does.
     *
     * @param clock of leases, subscriptions, announcements and the uptime; read four times a second
     * @param watcher receives one line, safe for a terminal, for each search, request and change of
     *     a mapping; called by several threads and must return at once
     * @throws IOException as for {@link #start(RouterConfig)}
     */
    public static SimulatedRouter start(RouterConfig config, Clock clock, Consumer<String> watcher)
            throws IOException {
        RouterLog log = new RouterLog(watcher);
        return new SimulatedRouter(new RouterStarter(config, clock, log).run(), clock, log);
    }

    /** The URL of the device description, over IPv4; nothing is there if UPnP is not spoken. */
    public URI descriptionUrl() {
        return running.descriptionUrl();
    }

    /** The URL of the device description over IPv6, if it has WANIPv6FirewallControl. */
    public Optional<URI> ipv6DescriptionUrl() {
        return running.ipv6DescriptionUrl();
    }

    /** Where PCP and NAT-PMP are spoken over IPv4, or refused with a quirk; empty: nowhere. */
    public Optional<InetSocketAddress> pxpAddress() {
        return running.pxp().flatMap(PxpServer::ipv4);
    }

    /** Where PCP is spoken over IPv6; empty: nowhere. */
    public Optional<InetSocketAddress> pxpIpv6Address() {
        return running.pxp().flatMap(PxpServer::ipv6);
    }

    /** The UDN of the root device, with the prefix {@code uuid:}. */
    public String udn() {
        return running.udn();
    }

    /** The address on which external ports are opened; not the external address it reports. */
    public InetAddress wanAddress() {
        return running.wanAddress();
    }

    /** The external address that it reports, after quirks; may be any text, also empty. */
    public String externalAddress() {
        return running.connection().facts().externalAddress();
    }

    /**
     * Changes the state of its WAN connection, and sends events to its subscribers. A change of the
     * external address is announced over PCP and NAT-PMP, whose epoch starts anew then.
     *
     * @param status ConnectionStatus, such as Connected; may be any text
     * @param externalAddress may be any text, also empty
     */
    public void changeConnection(String status, String externalAddress) {
        running.reconnect(new WanFacts(status, externalAddress));
    }

    /** How many clients are subscribed to the events of its connection. */
    public int subscribers() {
        return down ? 0 : running.connection().subscribers();
    }

    /** The mappings held now, in the order they were made; none after a crash. */
    public List<HeldMapping> mappings() {
        return down ? List.of() : running.table().all().stream().map(this::held).toList();
    }

    /**
     * The pinholes held now, over PCP and UPnP, in the order they were opened; none after a crash.
     * Their external port is the internal one.
     */
    public List<HeldMapping> pinholes() {
        return down ? List.of() : running.pinholes().all().stream().map(this::held).toList();
    }

    /**
     * The last 1000 requests, oldest first: method and path such as {@code GET /rootDesc.xml}, the
     * action such as {@code AddPortMapping}, {@code PCP ANNOUNCE}, {@code PCP MAP}, {@code NAT-PMP
     * address}, {@code NAT-PMP map TCP} or {@code NAT-PMP map UDP}.
     */
    public List<String> requests() {
        return log.requests();
    }

    /** Announces itself now, over all protocols that it speaks; returns when this is sent. */
    public void announce() {
        running.ssdp().ifPresent(SsdpResponder::announce);
        running.pxp().ifPresent(PxpServer::announce);
    }

    /**
     * Sets the epoch of PCP and NAT-PMP, which goes on from there. It is 0 after each start.
     *
     * @param seconds 0..2³²−1
     */
    public void setEpoch(long seconds) {
        running.pxp().ifPresent(server -> server.setEpoch(seconds));
    }

    /** Sends byebye and keeps running; returns when this is sent. Does nothing without SSDP. */
    public void sayGoodbye() {
        running.ssdp().ifPresent(SsdpResponder::sayGoodbye);
    }

    /** Drops all mappings, closes their ports, and sends events to its subscribers. */
    public void forgetMappings() {
        running.table().forget();
    }

    /**
     * Restarts its daemon as miniupnpd over nftables does: all mappings stay open, without their
     * leases, so that they do not end by themselves, and PCP and NAT-PMP are announced as at a
     * start.
     */
    public void restartDaemon() {
        running.table().loseLeases();
        running.pxp().ifPresent(PxpServer::restart);
    }

    /**
     * Stops as in a power failure: closes everything, sends no byebye, and drops mappings and
     * subscriptions. {@link #reboot()} starts it again.
     */
    public synchronized void crash() {
        down = true;
        running.crash();
    }

    /**
     * Restarts with the same settings and ports and a greater boot id. Sends no byebye first;
     * call {@link #sayGoodbye()} for that. Mappings and subscriptions are dropped.
     *
     * @throws IOException as for {@link #start(RouterConfig)}; it is down then, and may be started
     *     again
     * @throws IllegalStateException if it was closed
     */
    public void reboot() throws IOException {
        reboot(same -> same);
    }

    /**
     * Restarts with another configuration, such as another HTTP port (0: any), path, UDN, boot id
     * or external address.
     *
     * @param change of the configuration that {@link #reboot()} would use
     * @throws IOException as for {@link #reboot()}
     * @throws IllegalStateException if it was closed
     */
    public synchronized void reboot(UnaryOperator<RouterConfig> change) throws IOException {
        if (closed) {
            throw new IllegalStateException("The router was closed.");
        }
        crash();
        RouterConfig next = change.apply(running.next(RouterStarter.bootId(clock)));
        running = new RouterStarter(next, clock, log).run();
        down = false;
        log.event("rebooted as " + running.descriptionUrl());
    }

    /** Sends byebye, closes all ports and connections, and waits for the threads to end. */
    @Override
    public synchronized void close() {
        closed = true;
        down = true;
        running.close();
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

    private HeldMapping held(FirewallPinhole pinhole) {
        return new HeldMapping(
                pinhole.protocol() == TCP ? "TCP" : "UDP",
                pinhole.internalPort(),
                pinhole.client().getHostAddress(),
                pinhole.internalPort(),
                pinhole.owner().isEmpty() ? "" : Mapping.PCP + pinhole.owner(),
                true,
                pinhole.secondsLeft(clock.instant()),
                "");
    }
}
