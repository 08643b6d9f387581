// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The configuration of a simulated router; start from {@link #standard()}.
 *
 * @param networkInterface name or address of the LAN side; any address of 127.0.0.0/8 stands for
 *     the loopback interface with that address
 * @param httpPort 0..65535; 0: any
 * @param path prefix of the paths of all its URLs: empty, or words with a slash before each
 * @param udn of the root device, with the prefix {@code uuid:}
 * @param friendlyName shown to people
 * @param igdVersion 1 or 2, of the devices and of WANIPConnection
 * @param externalAddress returned by GetExternalIPAddress; may be any text
 * @param wanAddress on which external ports are opened; empty: 127.0.0.2 on loopback if that
 *     can be bound, else the interface's own address
 * @param quirks applied in this order, each once
 * @param ssdp whether it answers searches and announces itself
 * @param responseDelay before a search is answered; never more than the search's MX
 * @param maxAge lifetime of its announcements, at least a second; they are repeated after a third
 *     of it, and after five minutes at the latest
 * @param control the protocols that it speaks, at least one
 * @param pxpPort UDP port of PCP and NAT-PMP, 0..65535; 0: any. Clients expect 5351
 * @param pxpIpv6 whether PCP is spoken over IPv6 too: at {@code ::1} on loopback, else at the
 *     addresses of the interface
 * @param ipv6Firewall whether UPnP has WANIPv6FirewallControl:1 for pinholes, over IPv6 at the
 *     addresses of {@code pxpIpv6}
 * @param pxpQuirks of PCP and NAT-PMP, applied in this order, each once
 * @param bootId BOOTID of its first start, 0 or more; {@value #BY_THE_CLOCK}: grows with the time
 */
public record RouterConfig(
        String networkInterface,
        int httpPort,
        String path,
        String udn,
        String friendlyName,
        int igdVersion,
        String externalAddress,
        String wanAddress,
        List<Quirk> quirks,
        boolean ssdp,
        Duration responseDelay,
        Duration maxAge,
        Set<RouterProtocol> control,
        int pxpPort,
        boolean pxpIpv6,
        boolean ipv6Firewall,
        List<PxpQuirk> pxpQuirks,
        int bootId) {
    /** In place of a boot id: the seconds since 1970. */
    public static final int BY_THE_CLOCK = -1;

    private static final int MAX_PORT = 65_535;

    /**
     * Checks the ranges and copies the quirks.
     *
     * @throws IllegalArgumentException if a number is out of its range, the UDN has no prefix, or
     *     the path has another form
     */
    public RouterConfig {
        require(httpPort >= 0 && httpPort <= MAX_PORT, "The HTTP port must be 0 to 65535.");
        require(path.matches("(/[A-Za-z0-9_-]{1,32}){0,4}"), "The path must be /words.");
        require(igdVersion == 1 || igdVersion == 2, "The IGD version must be 1 or 2.");
        require(
                udn.matches("uuid:[!-~]{1,128}"),
                "The UDN must be uuid: and printable characters.");
        require(!responseDelay.isNegative(), "The response delay must not be negative.");
        require(maxAge.toSeconds() >= 1, "An announcement must hold for a second at least.");
        require(bootId >= BY_THE_CLOCK, "The boot id must not be negative.");
        require(!control.isEmpty(), "The router must speak at least one protocol.");
        require(pxpPort >= 0 && pxpPort <= MAX_PORT, "The port must be 0 to 65535.");
        quirks = quirks.stream().distinct().toList();
        control = Set.copyOf(control);
        pxpQuirks = pxpQuirks.stream().distinct().toList();
    }

    /** UPnP with IGD:1 on the loopback interface, address 203.0.113.7, a new UDN each time. */
    public static RouterConfig standard() {
        return new RouterConfig(
                loopback(),
                0,
                "",
                "uuid:" + UUID.randomUUID(),
                "Simulated router",
                1,
                "203.0.113.7",
                "",
                List.of(),
                true,
                Duration.ofMillis(20),
                // The shortest that UDA 1.1 recommends.
                Duration.ofSeconds(1800),
                Set.of(RouterProtocol.UPNP),
                0,
                false,
                false,
                List.of(),
                BY_THE_CLOCK);
    }

    /** It is called lo on Linux and Windows, and lo0 on macOS and the BSDs. */
    private static String loopback() {
        try {
            NetworkInterface found =
                    NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            return found == null ? "lo" : found.getName();
        } catch (SocketException e) {
            return "lo";
        }
    }

    /** This configuration on another interface. */
    public RouterConfig withNetworkInterface(String nameOrAddress) {
        return with(copy -> copy.networkInterface = nameOrAddress);
    }

    /** This configuration with another HTTP port; 0: any. */
    public RouterConfig withHttpPort(int port) {
        return with(copy -> copy.httpPort = port);
    }

    /** This configuration with another prefix of paths, such as {@code /again}. */
    public RouterConfig withPath(String start) {
        return with(copy -> copy.path = start);
    }

    /** This configuration with another UDN. */
    public RouterConfig withUdn(String uuid) {
        return with(copy -> copy.udn = uuid);
    }

    /** This configuration with another name. */
    public RouterConfig withFriendlyName(String name) {
        return with(copy -> copy.friendlyName = name);
    }

    /** This configuration as IGD:1 or IGD:2. */
    public RouterConfig withIgdVersion(int version) {
        return with(copy -> copy.igdVersion = version);
    }

    /** This configuration with another external address to report. */
    public RouterConfig withExternalAddress(String address) {
        return with(copy -> copy.externalAddress = address);
    }

    /** This configuration with external ports opened on another address. */
    public RouterConfig withWanAddress(String address) {
        return with(copy -> copy.wanAddress = address);
    }

    /** This configuration with SSDP on or off. */
    public RouterConfig withSsdp(boolean on) {
        return with(copy -> copy.ssdp = on);
    }

    /** This configuration with another delay before searches are answered. */
    public RouterConfig withResponseDelay(Duration delay) {
        return with(copy -> copy.responseDelay = delay);
    }

    /** This configuration with another lifetime of announcements. */
    public RouterConfig withMaxAge(Duration time) {
        return with(copy -> copy.maxAge = time);
    }

    /** This configuration with these protocols and no others. */
    public RouterConfig withControl(RouterProtocol... some) {
        return with(copy -> copy.control = Set.copyOf(List.of(some)));
    }

    /** This configuration with another port of PCP and NAT-PMP; 0: any. */
    public RouterConfig withPxpPort(int port) {
        return with(copy -> copy.pxpPort = port);
    }

    /** This configuration with PCP over IPv6 on or off. */
    public RouterConfig withPxpIpv6(boolean on) {
        return with(copy -> copy.pxpIpv6 = on);
    }

    /** This configuration with another boot id. */
    public RouterConfig withBootId(int id) {
        return with(copy -> copy.bootId = id);
    }

    /** This configuration with these quirks and no others. */
    public RouterConfig withQuirks(Quirk... some) {
        return with(copy -> copy.quirks = List.of(some));
    }

    /** Whether it speaks a protocol. */
    boolean speaks(RouterProtocol protocol) {
        return control.contains(protocol);
    }

    /** This configuration with WANIPv6FirewallControl:1 or without. */
    public RouterConfig withIpv6Firewall(boolean on) {
        return with(copy -> copy.ipv6Firewall = on);
    }

    /** This configuration with these quirks of PCP and NAT-PMP and no others. */
    public RouterConfig withPxpQuirks(PxpQuirk... some) {
        return with(copy -> copy.pxpQuirks = List.of(some));
    }

    private RouterConfig with(Consumer<Builder> change) {
        Builder copy = new Builder(this);
        change.accept(copy);
        return copy.build();
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** A copy of a configuration, to be changed. */
    private static final class Builder {
        private String networkInterface;
        private int httpPort;
        private String path;
        private String udn;
        private String friendlyName;
        private int igdVersion;
        private String externalAddress;
        private String wanAddress;
        private List<Quirk> quirks;
        private boolean ssdp;
        private Duration responseDelay;
        private Duration maxAge;
        private Set<RouterProtocol> control;
        private int pxpPort;
        private boolean pxpIpv6;
        private boolean ipv6Firewall;
        private List<PxpQuirk> pxpQuirks;
        private int bootId;

        Builder(RouterConfig config) {
            networkInterface = config.networkInterface();
            httpPort = config.httpPort();
            path = config.path();
            udn = config.udn();
            friendlyName = config.friendlyName();
            igdVersion = config.igdVersion();
            externalAddress = config.externalAddress();
            wanAddress = config.wanAddress();
            quirks = config.quirks();
            ssdp = config.ssdp();
            responseDelay = config.responseDelay();
            maxAge = config.maxAge();
            control = config.control();
            pxpPort = config.pxpPort();
            pxpIpv6 = config.pxpIpv6();
            ipv6Firewall = config.ipv6Firewall();
            pxpQuirks = config.pxpQuirks();
            bootId = config.bootId();
        }

        RouterConfig build() {
            return new RouterConfig(
                    networkInterface,
                    httpPort,
                    path,
                    udn,
                    friendlyName,
                    igdVersion,
                    externalAddress,
                    wanAddress,
                    quirks,
                    ssdp,
                    responseDelay,
                    maxAge,
                    control,
                    pxpPort,
                    pxpIpv6,
                    ipv6Firewall,
                    pxpQuirks,
                    bootId);
        }
    }
}
