// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpLimits;

import java.time.Duration;

/**
 * Where and how to search, as a user says it; not yet checked.
 *
 * @param timeout zero or more
 * @param ttl 0..255
 * @param localPort 0 for any free port, 1 for port 1900, else that port
 * @param ipv6 true for IPv6 instead of IPv4
 * @param networkInterface name or address; empty for all
 */
public record SearchSettings(
        Duration timeout, int ttl, int localPort, boolean ipv6, String networkInterface) {
    private static final int SSDP_PORT = 1900;
    private static final Duration LONGEST = Duration.ofDays(365);

    static SearchSettings of(GatewayQuery query) {
        return new SearchSettings(
                query.timeout(), Upnp.DEFAULT_TTL, 0, query.ipv6(), query.networkInterface());
    }

    /** What strategies are asked; fails with {@link Reason#INVALID_ARGUMENT}. */
    SearchRequest request(DeviceFilter filter) throws GatewayException {
        UpnpLimits.checkTimeout(timeout);
        UpnpLimits.checkTtl(ttl);
        UpnpLimits.checkLocalPort(localPort);
        return new SearchRequest(
                filter.searchTargets(),
                // "No limit" must not overflow where time is counted in nanoseconds.
                timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST,
                ttl,
                localPort == 1 ? SSDP_PORT : localPort,
                ipv6,
                InterfaceChoice.named(networkInterface));
    }
}
