// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.forward.Forwarder;
import org.postern.simulator.forward.Limits;
import org.postern.simulator.forward.TrafficCounters;
import org.postern.simulator.http.HttpServer;
import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.igd.IgdTree;
import org.postern.simulator.igd.InternalClientPolicy;
import org.postern.simulator.igd.LeaseTimer;
import org.postern.simulator.igd.RouterHttpHandler;
import org.postern.simulator.igd.WanCommonActions;
import org.postern.simulator.igd.WanCommonModel;
import org.postern.simulator.igd.WanConnectionActions;
import org.postern.simulator.igd.WanConnectionModel;
import org.postern.simulator.igd.WanConnectionState;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.CloseableStack;
import org.postern.simulator.net.LanInterface;
import org.postern.simulator.net.RouterLog;
import org.postern.simulator.net.WanAddress;
import org.postern.simulator.pinhole.FirewallActions;
import org.postern.simulator.pinhole.FirewallModel;
import org.postern.simulator.pinhole.FirewallPinholes;
import org.postern.simulator.pxp.PxpEnvironment;
import org.postern.simulator.pxp.PxpServer;
import org.postern.simulator.pxp.PxpSettings;
import org.postern.simulator.ssdp.AnnouncedDevice;
import org.postern.simulator.ssdp.SsdpResponder;
import org.postern.simulator.ssdp.SsdpStarter;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates and starts the parts of a router: the WAN side first, what announces itself last. */
final class RouterStarter {
    private static final Duration ALIVE_EVERY = Duration.ofMinutes(5);
    private static final int LARGEST_CONFIG_ID = 0xFF_FFFF;

    private final RouterConfig config;
    private final Clock clock;
    private final RouterLog log;
    private final RouterBehavior behavior;
    private final CloseableStack resources = new CloseableStack();

    RouterStarter(RouterConfig config, Clock clock, RouterLog log) {
        this.config = config;
        this.clock = clock;
        this.log = log;
        this.behavior = QuirkEffects.of(config.quirks());
        config.pxpQuirks().forEach(quirk -> PxpQuirks.apply(quirk, behavior.pxp()));
    }

    RunningRouter run() throws IOException {
        try {
            return assemble();
        } catch (IOException | RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    private RunningRouter assemble() throws IOException {
        LanInterface lan = LanInterface.find(config.networkInterface());
        InetAddress wan = WanAddress.choose(config.wanAddress(), lan);
        TrafficCounters traffic = new TrafficCounters();
        Forwarder forwarder = resources.keep(new Forwarder(wan, Limits.standard(), traffic));
        WanConnectionState connection =
                resources.keep(
                        new WanConnectionState(
                                config.igdVersion(),
                                config.externalAddress(),
                                actual -> behavior.facts(actual, lan.address()),
                                behavior::event,
                                clock));
        HeldMappings table =
                new HeldMappings(
                        forwarder,
                        behavior.mappings().lag(),
                        clock,
                        log::event,
                        connection::tableChanged);
        resources.keep(new LeaseTimer(table)).start();

        FirewallPinholes pinholes = new FirewallPinholes(clock);
        InternalClientPolicy policy = new InternalClientPolicy(lan, wan);
        var connectionActions =
                new WanConnectionActions(
                        config.igdVersion(), table, policy, behavior.mappings(), connection::facts);
        DeviceModel root =
                behavior.device(
                        IgdTree.of(
                                        config.igdVersion(),
                                        config.udn(),
                                        config.friendlyName(),
                                        config.ipv6Firewall()
                                                ? List.of(FirewallModel.service())
                                                : List.of())
                                .under(config.path()));
        int configId = configId(root);
        var actions =
                Map.of(
                        WanConnectionModel.PATH,
                                behavior.actions().apply(connectionActions.handlers()),
                        WanCommonModel.PATH,
                                behavior.actions().apply(new WanCommonActions(traffic).handlers()),
                        FirewallModel.PATH, new FirewallActions(pinholes).handlers());
        HttpServer http =
                resources.keep(
                        new HttpServer(
                                new RouterHttpHandler(
                                        root,
                                        configId,
                                        config.path(),
                                        actions,
                                        connection.handlers(),
                                        behavior.http(),
                                        log)));
        Map<InetAddress, String> locations = listen(http, lan);
        http.start();
        Optional<PxpServer> pxp =
                startPxp(
                        new PxpEnvironment(
                                lan, wan, table, pinholes, policy, connection::facts, clock, log));
        URI description = URI.create(locations.get(lan.address()));
        RouterConfig started = asStarted(description.getPort(), pxp);
        return new RunningRouter(
                started,
                root.udn(),
                description,
                ipv6Description(lan, description.getPort()),
                wan,
                connection,
                table,
                pinholes,
                behavior.mappings(),
                startSsdp(
                        lan,
                        locations,
                        new AnnouncedDevice(root, started.bootId(), configId, started.maxAge())),
                pxp,
                resources);
    }

    private Optional<PxpServer> startPxp(PxpEnvironment around) throws IOException {
        PxpSettings settings =
                new PxpSettings(
                        config.speaks(RouterProtocol.PCP),
                        config.speaks(RouterProtocol.NAT_PMP),
                        config.pxpPort(),
                        true,
                        config.pxpIpv6());
        if (!settings.pcp() && !settings.natPmp()) {
            return Optional.empty();
        }
        return Optional.of(resources.keep(PxpServer.start(around, settings, behavior.pxp())));
    }

    private RouterConfig asStarted(int port, Optional<PxpServer> pxp) {
        boolean byTheClock = config.bootId() == RouterConfig.BY_THE_CLOCK;
        Optional<InetSocketAddress> address = pxp.flatMap(PxpServer::ipv4);
        return config.withHttpPort(port)
                .withPxpPort(address.map(InetSocketAddress::getPort).orElse(config.pxpPort()))
                .withBootId(byTheClock ? bootId(clock) : config.bootId());
    }

    private Map<InetAddress, String> listen(HttpServer http, LanInterface lan) throws IOException {
        Map<InetAddress, String> locations = new LinkedHashMap<>();
        if (!config.speaks(RouterProtocol.UPNP)) {
            locations.put(lan.address(), location(lan.address(), config.httpPort()));
            return locations;
        }
        int port = http.listen(lan.address(), config.httpPort());
        locations.put(lan.address(), location(lan.address(), port));
        listenOnSecondPort(http, lan.address());
        if (config.ipv6Firewall()) {
            for (Inet6Address own : lan.ipv6Servers()) {
                http.listen(own, port);
            }
        }
        if (config.ssdp() && !lan.ipv6Addresses().isEmpty()) {
            Inet6Address server = behavior.ipv6Server(lan.ipv6Addresses());
            try {
                if (!config.ipv6Firewall()) {
                    http.listen(server, port);
                }
                listenOnSecondPort(http, server);
                locations.put(behavior.ipv6Sender(lan.ipv6Addresses()), location(server, port));
            } catch (IOException e) {
                log.event("not offered over IPv6: " + e.getMessage());
            }
        }
        return locations;
    }

    private Optional<URI> ipv6Description(LanInterface lan, int port) {
        return config.ipv6Firewall() && config.speaks(RouterProtocol.UPNP)
                ? lan.ipv6Servers().stream().findFirst().map(own -> URI.create(location(own, port)))
                : Optional.empty();
    }

    private void listenOnSecondPort(HttpServer http, InetAddress address) throws IOException {
        if (behavior.http().secondPort()) {
            http.listen(address, 0);
        }
    }

    private Optional<SsdpResponder> startSsdp(
            LanInterface lan, Map<InetAddress, String> locations, AnnouncedDevice what)
            throws IOException {
        if (!config.ssdp() || !config.speaks(RouterProtocol.UPNP)) {
            return Optional.empty();
        }
        return Optional.of(
                resources.keep(
                        SsdpStarter.start(
                                lan.networkInterface(),
                                locations,
                                what,
                                behavior.ssdp(),
                                new SsdpResponder.Timing(
                                        config.responseDelay(), aliveEvery(), clock),
                                log::event)));
    }

    /** A third of the lifetime, so that the announcement stays valid when half of them are lost. */
    private Duration aliveEvery() {
        Duration third = config.maxAge().dividedBy(3);
        return third.compareTo(ALIVE_EVERY) < 0 ? third : ALIVE_EVERY;
    }

    private String location(InetAddress address, int port) {
        return "http://"
                + Addresses.hostAndPort(address, port)
                + config.path()
                + IgdHandler.DESCRIPTION_PATH;
    }

    /** Grows with each start, as it must (UDA 1.1, section 1.2.2). */
    static int bootId(Clock clock) {
        return (int) (clock.instant().getEpochSecond() & Integer.MAX_VALUE);
    }

    private static int configId(DeviceModel root) {
        return DescriptionWriter.write(root, 0).hashCode() & LARGEST_CONFIG_ID;
    }
}
