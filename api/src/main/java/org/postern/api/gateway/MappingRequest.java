// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a gateway when a port is to be opened. Unless a client is named, the port leads
 * to this machine, at the address that the connection to the gateway really uses. Many gateways let
 * a machine open ports for itself only.
 *
 * <p>Start at {@link #tcp(int)}, {@link #udp(int)} or {@link #tcpAndUdp(int)}, which ask for the
 * same port inside, no description, a lease of {@link #DEFAULT_LEASE}, and no other port. TCP and
 * UDP of one number are one request: both are opened on the same external port, or none.
 *
 * @param protocols TCP, UDP or both
 * @param externalPort 1..65535; many gateways refuse ports below 1024
 * @param internalPort 0..65535; 0 means the same as the external port
 * @param description free text shown by the gateway; at most about 60 ASCII characters survive on
 *     all of them
 * @param lease whole seconds, 0 (permanent) to 604800; a gateway may grant another
 * @param acceptsOtherPort whether another external port, at which nothing is seen, is taken when
 *     the asked one is in use or refused for a reason that others may not share
 * @param client the host of the local network to which the port leads; empty for this machine. Any
 *     other host needs {@link Capability#OTHER_CLIENT}
 * @param controlProtocol the only control protocol to open it over, as {@link
 *     GatewayInfo#controlProtocols()} has it; empty for the first that can
 */
public record MappingRequest(
        Set<Protocol> protocols,
        int externalPort,
        int internalPort,
        String description,
        Duration lease,
        boolean acceptsOtherPort,
        Optional<InetAddress> client,
        String controlProtocol) {

    /** The longest lease that gateways take: one week. */
    public static final Duration LONGEST_LEASE = Duration.ofDays(7);

    /**
     * The lease of the factories: one hour, so that a port closes by itself unless it is renewed.
     */
    public static final Duration DEFAULT_LEASE = Duration.ofHours(1);

    /**
     * Copies the protocols.
     *
     * @throws IllegalArgumentException when there is none
     */
    public MappingRequest {
        if (Objects.requireNonNull(protocols, "protocols").isEmpty()) {
            throw new IllegalArgumentException("A mapping needs a protocol: TCP, UDP or both.");
        }
        protocols = Collections.unmodifiableSet(EnumSet.copyOf(protocols));
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(controlProtocol, "controlProtocol");
    }

    // What the JDK generates for a record takes a new process 7 ms at its first call.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MappingRequest request
                && protocols.equals(request.protocols)
                && externalPort == request.externalPort
                && internalPort == request.internalPort
                && description.equals(request.description)
                && lease.equals(request.lease)
                && acceptsOtherPort == request.acceptsOtherPort
                && client.equals(request.client)
                && controlProtocol.equals(request.controlProtocol);
    }

    @Override
    public int hashCode() {
        // Requests differ in their ports, or hardly at all.
        return 31 * (31 * externalPort + internalPort) + protocols.hashCode();
    }

    /**
     * A port of this machine, over any control protocol.
     *
     * @param protocols see {@link #protocols()}
     * @param externalPort see {@link #externalPort()}
     * @param internalPort see {@link #internalPort()}
     * @param description see {@link #description()}
     * @param lease see {@link #lease()}
     * @param acceptsOtherPort see {@link #acceptsOtherPort()}
     * @throws IllegalArgumentException when there is no protocol
     */
    public MappingRequest(
            Set<Protocol> protocols,
            int externalPort,
            int internalPort,
            String description,
            Duration lease,
            boolean acceptsOtherPort) {
        this(
                protocols,
                externalPort,
                internalPort,
                description,
                lease,
                acceptsOtherPort,
                Optional.empty(),
                "");
    }

    /**
     * A TCP port.
     *
     * @param externalPort 1..65535
     * @return a request for it
     */
    public static MappingRequest tcp(int externalPort) {
        return of(EnumSet.of(Protocol.TCP), externalPort);
    }

    /**
     * A UDP port.
     *
     * @param externalPort 1..65535
     * @return a request for it
     */
    public static MappingRequest udp(int externalPort) {
        return of(EnumSet.of(Protocol.UDP), externalPort);
    }

    /**
     * TCP and UDP of one number.
     *
     * @param externalPort 1..65535
     * @return a request for both
     */
    public static MappingRequest tcpAndUdp(int externalPort) {
        return of(EnumSet.allOf(Protocol.class), externalPort);
    }

    /**
     * A port of the given protocols.
     *
     * @param protocols TCP, UDP or both
     * @param externalPort 1..65535
     * @return a request for it
     * @throws IllegalArgumentException when there is no protocol
     */
    public static MappingRequest of(Collection<Protocol> protocols, int externalPort) {
        return new MappingRequest(Set.copyOf(protocols), externalPort, 0, "", DEFAULT_LEASE, false);
    }

    /**
     * This request to another internal port.
     *
     * @param port 0..65535; 0 for the same as the external port
     * @return a changed copy
     */
    public MappingRequest internalPort(int port) {
        return new MappingRequest(
                protocols,
                externalPort,
                port,
                description,
                lease,
                acceptsOtherPort,
                client,
                controlProtocol);
    }

    /**
     * This request with a description.
     *
     * @param text shown by the gateway; may be empty
     * @return a changed copy
     */
    public MappingRequest description(String text) {
        return new MappingRequest(
                protocols,
                externalPort,
                internalPort,
                text,
                lease,
                acceptsOtherPort,
                client,
                controlProtocol);
    }

    /**
     * This request for another time.
     *
     * @param time see {@link #lease()}
     * @return a changed copy
     */
    public MappingRequest lease(Duration time) {
        return new MappingRequest(
                protocols,
                externalPort,
                internalPort,
                description,
                time,
                acceptsOtherPort,
                client,
                controlProtocol);
    }

    /**
     * This request without an end.
     *
     * @return a changed copy
     */
    public MappingRequest permanent() {
        return lease(Duration.ZERO);
    }

    /**
     * This request, for any external port when the asked one is not to be had.
     *
     * @return a changed copy
     */
    public MappingRequest anyPort() {
        return new MappingRequest(
                protocols,
                externalPort,
                internalPort,
                description,
                lease,
                true,
                client,
                controlProtocol);
    }

    /**
     * This request to another host of the local network.
     *
     * @param host see {@link #client()}; this machine's own address means the same as none
     * @return a changed copy
     */
    public MappingRequest client(InetAddress host) {
        return new MappingRequest(
                protocols,
                externalPort,
                internalPort,
                description,
                lease,
                acceptsOtherPort,
                Optional.of(Objects.requireNonNull(host, "host")),
                controlProtocol);
    }

    /**
     * This request for exactly one external port of one protocol.
     *
     * @param key which
     * @return a changed copy, to the internal port that this one means
     */
    public MappingRequest only(PortKey key) {
        return new MappingRequest(
                EnumSet.of(key.protocol()),
                key.externalPort(),
                effectiveInternalPort(),
                description,
                lease,
                false,
                client,
                controlProtocol);
    }

    /**
     * This request over one control protocol only.
     *
     * @param name see {@link #controlProtocol()}
     * @return a changed copy
     */
    public MappingRequest controlProtocol(String name) {
        return new MappingRequest(
                protocols,
                externalPort,
                internalPort,
                description,
                lease,
                acceptsOtherPort,
                client,
                name);
    }

    /**
     * What is asked for.
     *
     * @return one key for each protocol, TCP first
     */
    public List<PortKey> keys() {
        List<PortKey> keys = new ArrayList<>();
        for (Protocol each : protocols) {
            keys.add(new PortKey(each, externalPort));
        }
        return List.copyOf(keys);
    }

    /**
     * The internal port that is meant.
     *
     * @return {@link #internalPort()}, or the external port where that is 0
     */
    public int effectiveInternalPort() {
        return internalPort == 0 ? externalPort : internalPort;
    }

    /**
     * Checks the ranges, before anything is sent.
     *
     * @throws GatewayException {@link Reason#INVALID_PORT} or {@link Reason#INVALID_LEASE}, naming
     *     the range; {@link Reason#INVALID_ARGUMENT} for a client that is no single host of a local
     *     network
     */
    public void check() throws GatewayException {
        PortKey.checkExternalPort(externalPort);
        if (internalPort < 0 || internalPort > 65535) {
            throw new GatewayException(
                    Reason.INVALID_PORT,
                    "The internal port "
                            + internalPort
                            + " is out of range: use 0 (the same as the external port) to 65535.");
        }
        if (lease.isNegative() || lease.compareTo(LONGEST_LEASE) > 0 || lease.toNanosPart() != 0) {
            throw new GatewayException(
                    Reason.INVALID_LEASE,
                    "A lease of "
                            + lease.toSeconds()
                            + (lease.toNanosPart() == 0 ? " s" : " s and a fraction")
                            + " is out of range: use whole seconds, 0 (permanent) to "
                            + LONGEST_LEASE.toSeconds()
                            + " s.");
        }
        checkClient();
    }

    private void checkClient() throws GatewayException {
        Optional<InetAddress> unusable =
                client.filter(
                        each ->
                                each.isAnyLocalAddress()
                                        || each.isLoopbackAddress()
                                        || each.isLinkLocalAddress()
                                        || each.isMulticastAddress()
                                        || isIpv4Broadcast(each));
        if (unusable.isPresent()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "A port cannot lead to "
                            + unusable.get().getHostAddress()
                            + ": use the address of a host in the local network, or no client for"
                            + " this machine.");
        }
    }

    private static boolean isIpv4Broadcast(InetAddress address) {
        return address.getHostAddress().equals("255.255.255.255");
    }
}
