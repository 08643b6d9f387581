package org.postern.simulator;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * How a simulated router is to be; start from {@link #standard()}.
 *
 * @param networkInterface name or address of the LAN side; any address of 127.0.0.0/8 stands for
 *     the loopback interface with that address
 * @param httpPort 0..65535; 0: any
 * @param udn of the root device, with the prefix {@code uuid:}
 * @param friendlyName shown to people
 * @param igdVersion 1 or 2, of the devices and of WANIPConnection
 * @param externalAddress what GetExternalIPAddress says; may be anything
 * @param wanAddress where external ports are really opened; empty: 127.0.0.2 on loopback if that
 *     can be bound, else the interface's own address
 * @param quirks applied in this order, each once
 * @param ssdp whether it answers searches and announces itself
 * @param responseDelay before a search is answered; never more than the search's MX
 */
public record RouterConfig(
        String networkInterface,
        int httpPort,
        String udn,
        String friendlyName,
        int igdVersion,
        String externalAddress,
        String wanAddress,
        List<Quirk> quirks,
        boolean ssdp,
        Duration responseDelay) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks the ranges and copies the quirks.
     *
     * @throws IllegalArgumentException if a number is out of its range or the UDN has no prefix
     */
    public RouterConfig {
        require(httpPort >= 0 && httpPort <= MAX_PORT, "The HTTP port must be 0 to 65535.");
        require(igdVersion == 1 || igdVersion == 2, "The IGD version must be 1 or 2.");
        require(
                udn.matches("uuid:[!-~]{1,128}"),
                "The UDN must be uuid: and printable characters.");
        require(!responseDelay.isNegative(), "The response delay must not be negative.");
        quirks = quirks.stream().distinct().toList();
    }

    /** IGD:1 on the loopback interface, external address 203.0.113.7, a new UDN each time. */
    public static RouterConfig standard() {
        return new RouterConfig(
                "lo",
                0,
                "uuid:" + UUID.randomUUID(),
                "Simulated router",
                1,
                "203.0.113.7",
                "",
                List.of(),
                true,
                Duration.ofMillis(20));
    }

    /** This configuration on another interface. */
    public RouterConfig withNetworkInterface(String nameOrAddress) {
        return new RouterConfig(
                nameOrAddress,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration with another HTTP port; 0: any. */
    public RouterConfig withHttpPort(int port) {
        return new RouterConfig(
                networkInterface,
                port,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration with another UDN. */
    public RouterConfig withUdn(String uuid) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                uuid,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration with another name. */
    public RouterConfig withFriendlyName(String name) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                name,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration as IGD:1 or IGD:2. */
    public RouterConfig withIgdVersion(int version) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                version,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration that says it has another external address. */
    public RouterConfig withExternalAddress(String address) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                address,
                wanAddress,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration with external ports opened on another address. */
    public RouterConfig withWanAddress(String address) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                address,
                quirks,
                ssdp,
                responseDelay);
    }

    /** This configuration with SSDP on or off. */
    public RouterConfig withSsdp(boolean on) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                on,
                responseDelay);
    }

    /** This configuration with another delay before searches are answered. */
    public RouterConfig withResponseDelay(Duration delay) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                quirks,
                ssdp,
                delay);
    }

    /** This configuration with these quirks and no others. */
    public RouterConfig withQuirks(Quirk... some) {
        return new RouterConfig(
                networkInterface,
                httpPort,
                udn,
                friendlyName,
                igdVersion,
                externalAddress,
                wanAddress,
                List.of(some),
                ssdp,
                responseDelay);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
