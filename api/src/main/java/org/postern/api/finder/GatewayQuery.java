// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import java.time.Duration;

/**
 * Which gateway is wanted and where it is searched for.
 *
 * @param timeout the longest search; zero or more. A device that answered within it, and without
 *     which there is no gateway, is read for as long again, at most two seconds more; one that is
 *     named by its URL, and connected to within it, for ten seconds more
 * @param ipv6 true to search over IPv6 instead of IPv4
 * @param networkInterface the only interface to search on, by name or address; empty for all usable
 *     ones
 * @param wanted the gateway to use: its id, address or name as it shows itself, in any case, or what
 *     else its control protocol knows it by; a URL skips the search. Empty for the best one
 * @param controlProtocol the only control protocol to use, by its name; empty for all
 */
public record GatewayQuery(
        Duration timeout,
        boolean ipv6,
        String networkInterface,
        String wanted,
        String controlProtocol) {

    /** The default timeout: 2 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /**
     * The best gateway, over IPv4, on all usable interfaces, over all control protocols, within
     * {@link #DEFAULT_TIMEOUT}.
     *
     * @return the query that suits most
     */
    public static GatewayQuery standard() {
        return new GatewayQuery(DEFAULT_TIMEOUT, false, "", "", "");
    }

    /**
     * This query with another timeout.
     *
     * @param other zero or more
     * @return a changed copy
     */
    public GatewayQuery withTimeout(Duration other) {
        return new GatewayQuery(other, ipv6, networkInterface, wanted, controlProtocol);
    }

    /**
     * This query over another address family.
     *
     * @param on true for IPv6 instead of IPv4
     * @return a changed copy
     */
    public GatewayQuery withIpv6(boolean on) {
        return new GatewayQuery(timeout, on, networkInterface, wanted, controlProtocol);
    }

    /**
     * This query on one interface only.
     *
     * @param nameOrAddress of the interface; empty for all
     * @return a changed copy
     */
    public GatewayQuery withNetworkInterface(String nameOrAddress) {
        return new GatewayQuery(timeout, ipv6, nameOrAddress, wanted, controlProtocol);
    }

    /**
     * This query for one certain gateway.
     *
     * @param which its id, address or name; empty for the best one
     * @return a changed copy
     */
    public GatewayQuery withWanted(String which) {
        return new GatewayQuery(timeout, ipv6, networkInterface, which, controlProtocol);
    }

    /**
     * This query over one control protocol.
     *
     * @param name of the protocol; empty for all
     * @return a changed copy
     */
    public GatewayQuery withControlProtocol(String name) {
        return new GatewayQuery(timeout, ipv6, networkInterface, wanted, name);
    }
}
