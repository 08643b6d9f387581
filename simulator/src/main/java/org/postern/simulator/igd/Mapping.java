// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.ForwardRule;
import org.postern.simulator.forward.Transport;
import org.postern.simulator.net.Addresses;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A port mapping, asked for or held.
 *
 * @param remoteHost empty: every outside host
 * @param leaseSeconds as asked for; 0: permanent
 * @param expires empty: never
 */
public record Mapping(
        Optional<Inet4Address> remoteHost,
        int externalPort,
        Transport transport,
        int internalPort,
        Inet4Address internalClient,
        boolean enabled,
        String description,
        long leaseSeconds,
        Optional<Instant> expires) {

    /** Whether it concerns the same external port, whoever it belongs to. */
    public boolean samePort(Transport otherTransport, int otherPort) {
        return transport == otherTransport && externalPort == otherPort;
    }

    /** Whether a second mapping of the same port would replace this one instead of colliding. */
    boolean yieldsTo(Mapping other) {
        return internalClient.equals(other.internalClient) && remoteHost.equals(other.remoteHost);
    }

    /** Whole seconds left, rounded up, since 0 would mean permanent; 0 if it never ends. */
    public long secondsLeft(Instant now) {
        return expires.map(end -> Math.max(1, ceilSeconds(Duration.between(now, end)))).orElse(0L);
    }

    /** The remote host as on the wire. */
    public String remoteHostText() {
        return remoteHost.map(Inet4Address::getHostAddress).orElse("");
    }

    /** This mapping in other words. */
    public Mapping withDescription(String words) {
        return new Mapping(
                remoteHost,
                externalPort,
                transport,
                internalPort,
                internalClient,
                enabled,
                words,
                leaseSeconds,
                expires);
    }

    /** This mapping for so long; 0: permanent. */
    public Mapping withLease(long seconds) {
        return new Mapping(
                remoteHost,
                externalPort,
                transport,
                internalPort,
                internalClient,
                enabled,
                description,
                seconds,
                expires);
    }

    /** This mapping, forwarding. */
    public Mapping switchedOn() {
        return new Mapping(
                remoteHost,
                externalPort,
                transport,
                internalPort,
                internalClient,
                true,
                description,
                leaseSeconds,
                expires);
    }

    Mapping withExternalPort(int port) {
        return new Mapping(
                remoteHost,
                port,
                transport,
                internalPort,
                internalClient,
                enabled,
                description,
                leaseSeconds,
                expires);
    }

    Mapping startingAt(Instant now) {
        return new Mapping(
                remoteHost,
                externalPort,
                transport,
                internalPort,
                internalClient,
                enabled,
                description,
                leaseSeconds,
                leaseSeconds == 0 ? Optional.empty() : Optional.of(now.plusSeconds(leaseSeconds)));
    }

    boolean overAt(Instant now) {
        return expires.map(end -> !end.isAfter(now)).orElse(false);
    }

    ForwardRule rule() {
        return new ForwardRule(
                transport,
                externalPort,
                new InetSocketAddress(internalClient, internalPort),
                remoteHost.map(host -> host));
    }

    /** For people who watch. */
    String shown() {
        return transport
                + " "
                + externalPort
                + " to "
                + Addresses.hostAndPort(internalClient, internalPort)
                + (description.isEmpty() ? "" : " \"" + Addresses.printable(description) + "\"");
    }

    private static long ceilSeconds(Duration left) {
        return left.getSeconds() + (left.getNano() > 0 ? 1 : 0);
    }
}
