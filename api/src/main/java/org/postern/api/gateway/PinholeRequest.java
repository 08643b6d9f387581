// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a gateway when a port of its IPv6 firewall is to be opened. Gateways let a machine
 * open ports for its own addresses only, each over a connection from this very address. Unless one is
 * named, the address is chosen: a global one that does not change every day, if there is one.
 *
 * <p>Start at {@link #tcp(int)}, {@link #udp(int)} or {@link #tcpAndUdp(int)}, which ask for a lease
 * of {@link MappingRequest#DEFAULT_LEASE}. No pinhole is permanent. TCP and UDP of one number are one
 * request: both are opened, or none.
 *
 * @param protocols TCP, UDP or both
 * @param port 1..65535, the same inside and outside
 * @param lease whole seconds, 1 to 86400; a gateway may grant another
 * @param client the address of this machine that is to be reached; empty for the one that is chosen
 * @param controlProtocol the only control protocol to open it over, as {@link
 *     GatewayInfo#controlProtocols()} has it; empty for the first that can
 */
public record PinholeRequest(
        Set<Protocol> protocols,
        int port,
        Duration lease,
        Optional<Inet6Address> client,
        String controlProtocol) {

    /** The longest lease that gateways take: one day. */
    public static final Duration LONGEST_LEASE = Duration.ofDays(1);

    /** The first seven bits of fc00::/7, RFC 4193. */
    private static final int UNIQUE_LOCAL = 0xfc;

    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    /**
     * Copies the protocols.
     *
     * @throws IllegalArgumentException when there is none
     */
    public PinholeRequest {
        if (Objects.requireNonNull(protocols, "protocols").isEmpty()) {
            throw new IllegalArgumentException("A pinhole needs a protocol: TCP, UDP or both.");
        }
        protocols = Collections.unmodifiableSet(EnumSet.copyOf(protocols));
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(controlProtocol, "controlProtocol");
    }

    /**
     * A TCP port.
     *
     * @param port 1..65535
     * @return a request for it
     */
    public static PinholeRequest tcp(int port) {
        return of(EnumSet.of(Protocol.TCP), port);
    }

    /**
     * A UDP port.
     *
     * @param port 1..65535
     * @return a request for it
     */
    public static PinholeRequest udp(int port) {
        return of(EnumSet.of(Protocol.UDP), port);
    }

    /**
     * TCP and UDP of one number.
     *
     * @param port 1..65535
     * @return a request for both
     */
    public static PinholeRequest tcpAndUdp(int port) {
        return of(EnumSet.allOf(Protocol.class), port);
    }

    /**
     * A port of the given protocols.
     *
     * @param protocols TCP, UDP or both
     * @param port 1..65535
     * @return a request for it
     * @throws IllegalArgumentException when there is no protocol
     */
    public static PinholeRequest of(Collection<Protocol> protocols, int port) {
        return new PinholeRequest(
                Set.copyOf(protocols), port, MappingRequest.DEFAULT_LEASE, Optional.empty(), "");
    }

    /**
     * This request for another time.
     *
     * @param time see {@link #lease()}
     * @return a changed copy
     */
    public PinholeRequest lease(Duration time) {
        return new PinholeRequest(protocols, port, time, client, controlProtocol);
    }

    /**
     * This request for a named address of this machine.
     *
     * @param address see {@link #client()}
     * @return a changed copy
     */
    public PinholeRequest client(Inet6Address address) {
        return new PinholeRequest(protocols, port, lease, Optional.of(address), controlProtocol);
    }

    /**
     * This request over one control protocol only.
     *
     * @param name see {@link #controlProtocol()}
     * @return a changed copy
     */
    public PinholeRequest controlProtocol(String name) {
        return new PinholeRequest(protocols, port, lease, client, name);
    }

    /**
     * The parts of this request.
     *
     * @return a request for each protocol, TCP first
     */
    public List<PinholeRequest> single() {
        return protocols.stream()
                .map(
                        each ->
                                new PinholeRequest(
                                        EnumSet.of(each), port, lease, client, controlProtocol))
                .toList();
    }

    /**
     * Checks the ranges, before anything is sent.
     *
     * @throws GatewayException {@link Reason#INVALID_PORT} or {@link Reason#INVALID_LEASE}, naming
     *     the range; {@link Reason#INVALID_ARGUMENT} for an address that the internet cannot reach,
     *     such as a link-local one
     */
    public void check() throws GatewayException {
        PortKey.checkExternalPort(port);
        if (lease.compareTo(Duration.ofSeconds(1)) < 0
                || lease.compareTo(LONGEST_LEASE) > 0
                || lease.toNanosPart() != 0) {
            throw new GatewayException(
                    Reason.INVALID_LEASE,
                    "A lease of "
                            + lease.toSeconds()
                            + (lease.toNanosPart() == 0 ? " s" : " s and a fraction")
                            + " is out of range for IPv6: use whole seconds, 1 to "
                            + LONGEST_LEASE.toSeconds()
                            + " s.");
        }
        if (client.filter(PinholeRequest::isUnreachable).isPresent()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "The internet cannot reach "
                            + client.get().getHostAddress()
                            + ": use a global IPv6 address of this machine, or none, and one is"
                            + " chosen.");
        }
    }

    private static boolean isUnreachable(Inet6Address address) {
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }
}
