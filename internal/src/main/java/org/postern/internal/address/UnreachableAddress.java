// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What it means that a router has an external address that the internet cannot reach, and what
 * helps.
 */
public final class UnreachableAddress {
    private UnreachableAddress() {}

    /**
     * Words it for the user of the router.
     *
     * @param external the external address of a router
     * @return one or two sentences; empty for an address that the internet can reach
     */
    public static Optional<String> warning(InetAddress external) {
        AddressClass its = AddressClass.of(external);
        return its.isPublic()
                ? Optional.empty()
                : Optional.of(
                        "The external address " + external.getHostAddress() + " is " + why(its));
    }

    private static String why(AddressClass its) {
        return switch (its) {
            case CARRIER_NAT ->
                    "one that the provider translates (carrier-grade NAT, RFC 6598), so a port that"
                            + " is opened here is not reachable from the internet. Ask the provider"
                            + " for a public IPv4 address, or open the port over IPv6.";
            case DS_LITE ->
                    "that of a tunnel to the provider (DS-Lite, RFC 6333), which shares its IPv4"
                            + " addresses among customers, so a port that is opened here is not"
                            + " reachable from the internet. Ask the provider for a public IPv4"
                            + " address, or open the port over IPv6.";
            case LINK_LOCAL ->
                    "one that the router gave itself (RFC 3927), so a port that is opened here is"
                            + " not reachable from the internet. Look at its connection to the"
                            + " internet, or to the router in front of it.";
            default ->
                    "a private one: another router is in front of this one, or a provider that has"
                            + " no public addresses for its customers, so a port that is opened"
                            + " here is not reachable from the internet unless it is opened there"
                            + " too.";
        };
    }
}
