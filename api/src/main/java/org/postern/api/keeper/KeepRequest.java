// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.Reason;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a keeper is to keep open: a port over IPv4, over IPv6, or over both. Over both they are kept
 * independently: what works is open.
 *
 * @param mapping the port. Over IPv6, where nothing is translated, it is the internal one that is
 *     opened; a description has no meaning there, nor has another port
 * @param families over which of them
 * @param ipv6Address the address of this machine that is reached over IPv6; empty for a global one
 *     that does not change every day
 */
public record KeepRequest(
        MappingRequest mapping, Set<AddressFamily> families, Optional<Inet6Address> ipv6Address) {
    /**
     * Copies the families.
     *
     * @throws IllegalArgumentException when there is none
     */
    public KeepRequest {
        Objects.requireNonNull(mapping, "mapping");
        Objects.requireNonNull(ipv6Address, "ipv6Address");
        if (Objects.requireNonNull(families, "families").isEmpty()) {
            throw new IllegalArgumentException("A port is kept over IPv4, IPv6 or both.");
        }
        families = Collections.unmodifiableSet(EnumSet.copyOf(families));
    }

    /**
     * A port over IPv4.
     *
     * @param mapping which
     * @return a request for it
     */
    public static KeepRequest of(MappingRequest mapping) {
        return new KeepRequest(mapping, EnumSet.of(AddressFamily.IPV4), Optional.empty());
    }

    /**
     * This request over other families.
     *
     * @param first one
     * @param others more
     * @return a changed copy
     */
    public KeepRequest over(AddressFamily first, AddressFamily... others) {
        return new KeepRequest(mapping, EnumSet.of(first, others), ipv6Address);
    }

    /**
     * This request for a named address of this machine.
     *
     * @param address see {@link #ipv6Address()}
     * @return a changed copy
     */
    public KeepRequest ipv6Address(Inet6Address address) {
        return new KeepRequest(mapping, families, Optional.of(address));
    }

    /**
     * What is asked of a gateway over IPv6. The lease is that of the mapping, but at most {@link
     * PinholeRequest#LONGEST_LEASE}, and {@link MappingRequest#DEFAULT_LEASE} for a permanent one.
     *
     * @return empty where the port is kept over IPv4 alone
     */
    public Optional<PinholeRequest> pinhole() {
        return families.contains(AddressFamily.IPV6)
                ? Optional.of(
                        new PinholeRequest(
                                mapping.protocols(),
                                mapping.effectiveInternalPort(),
                                pinholeLease(),
                                ipv6Address,
                                mapping.controlProtocol()))
                : Optional.empty();
    }

    private Duration pinholeLease() {
        Duration lease = mapping.lease();
        if (lease.isZero()) {
            return MappingRequest.DEFAULT_LEASE;
        }
        return lease.compareTo(PinholeRequest.LONGEST_LEASE) > 0
                ? PinholeRequest.LONGEST_LEASE
                : lease;
    }

    /**
     * Checks the ranges.
     *
     * @throws GatewayException as {@link MappingRequest#check()} and {@link PinholeRequest#check()};
     *     {@link Reason#INVALID_ARGUMENT} for another host than this machine over IPv6, since
     *     gateways open their firewall only to the machine that asks, and for an address of IPv6
     *     where the port is kept over IPv4 alone
     */
    public void check() throws GatewayException {
        mapping.check();
        Optional<PinholeRequest> pinhole = pinhole();
        if (pinhole.isEmpty()) {
            if (ipv6Address.isPresent()) {
                throw new GatewayException(
                        Reason.INVALID_ARGUMENT,
                        "An IPv6 address has no meaning for a port that is kept over IPv4 alone.");
            }
            return;
        }
        if (mapping.client().isPresent()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Over IPv6 a port cannot lead to another host: gateways open their firewall"
                            + " only to the machine that asks.");
        }
        pinhole.get().check();
    }
}
