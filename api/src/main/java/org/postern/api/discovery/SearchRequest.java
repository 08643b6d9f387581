// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import java.time.Duration;
import java.util.List;

/**
 * What a search looks for, and where.
 *
 * @param searchTargets the ST values to ask for, most wanted first (UDA 1.1 section 1.3.2)
 * @param timeout how long the caller will listen; strategies spread their sends and choose MX by it
 * @param ttl the IP time-to-live or hop limit of multicast sends, 0..255; UDA 1.1 says 2
 * @param localPort the source port: 0 for any free one
 * @param ipv6 true to search over IPv6 instead of IPv4
 * @param networkInterface where to search
 */
public record SearchRequest(
        List<String> searchTargets,
        Duration timeout,
        int ttl,
        int localPort,
        boolean ipv6,
        InterfaceChoice networkInterface) {
    /** Copies the targets. */
    public SearchRequest {
        searchTargets = List.copyOf(searchTargets);
    }
}
