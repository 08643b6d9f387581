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
 * A port mapping, asked for or held. Without a remote host it is for every outside host. The lease
 * is as asked for, 0 if permanent; without {@code expires} it never ends.
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
    /** Before the nonce, in hex, in the description of a mapping that was opened over PCP. */
    public static final String PCP = "PCP MAP ";

    /** The start of the description of a mapping that was opened over NAT-PMP. */
    public static final String NAT_PMP = "NAT-PMP ";

    /** Whether it has this external port, whichever client it belongs to. */
    public boolean samePort(Transport otherTransport, int otherPort) {
        return transport == otherTransport && externalPort == otherPort;
    }

    /** Whether a second mapping of the same port replaces this one instead of being refused. */
    boolean isReplaceableBy(Mapping other) {
        return internalClient.equals(other.internalClient) && remoteHost.equals(other.remoteHost);
    }

    /** Whole seconds left, rounded up, since 0 would mean permanent; 0 if it never ends. */
    public long secondsLeft(Instant now) {
        return expires.map(end -> Math.max(1, ceilSeconds(Duration.between(now, end)))).orElse(0L);
    }

    /** Whether its description is of none of the other protocols, which share the table. */
    public boolean openedOverUpnp() {
        return !description.startsWith(PCP) && !description.startsWith(NAT_PMP);
    }

    /** The description with the nonce of PCP masked, since whoever knows it may delete. */
    String shownDescription() {
        return description.startsWith(PCP)
                ? PCP + "x".repeat(description.length() - PCP.length())
                : description;
    }

    /**
     * This mapping, asked for over UPnP, in place of the one that has its port: of one that was
     * opened over another protocol for the same internal port only the lease changes.
     */
    Mapping afterUpnpChangeOf(Optional<Mapping> present) {
        return present.filter(
                        other -> !other.openedOverUpnp() && internalPort == other.internalPort)
                .map(other -> withDescription(other.description))
                .orElse(this);
    }

    public String remoteHostText() {
        return remoteHost.map(Inet4Address::getHostAddress).orElse("");
    }

    public Mapping withDescription(String text) {
        return with(externalPort, enabled, text, leaseSeconds, expires);
    }

    public Mapping withLease(long seconds) {
        return with(externalPort, enabled, description, seconds, expires);
    }

    public Mapping withEnabled() {
        return with(externalPort, true, description, leaseSeconds, expires);
    }

    Mapping withExternalPort(int port) {
        return with(port, enabled, description, leaseSeconds, expires);
    }

    Mapping startingAt(Instant now) {
        Optional<Instant> end =
                leaseSeconds == 0 ? Optional.empty() : Optional.of(now.plusSeconds(leaseSeconds));
        return with(externalPort, enabled, description, leaseSeconds, end);
    }

    private Mapping with(int port, boolean on, String text, long lease, Optional<Instant> end) {
        return new Mapping(
                remoteHost, port, transport, internalPort, internalClient, on, text, lease, end);
    }

    boolean expiredAt(Instant now) {
        return expires.map(end -> !end.isAfter(now)).orElse(false);
    }

    ForwardRule rule() {
        return new ForwardRule(
                transport,
                externalPort,
                new InetSocketAddress(internalClient, internalPort),
                remoteHost.map(host -> host));
    }

    /** For the log and the watcher. */
    String describe() {
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
