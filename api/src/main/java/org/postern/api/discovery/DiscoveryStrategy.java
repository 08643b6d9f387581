// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way of finding devices. Register it as an OSGi service and it takes part in every search.
 *
 * <p>Of several strategies with the same {@link #name()} only the one with the highest service
 * ranking is used, so that a built-in one can be replaced: {@value #IPV4}, {@value #IPV6}, {@value
 * #UNICAST}.
 */
@ConsumerType
public interface DiscoveryStrategy {
    /** The name of the built-in IPv4 multicast strategy. */
    String IPV4 = "ipv4-multicast";

    /** The name of the built-in IPv6 multicast strategy. */
    String IPV6 = "ipv6-multicast";

    /** The name of the built-in strategy that asks the default gateway directly. */
    String UNICAST = "unicast-gateway";

    /**
     * What this strategy is called in logs and in messages to the user.
     *
     * @return a short name, the same on every call
     */
    String name();

    /**
     * Starts searching and returns at once. Results are reported to the listener, from a thread of
     * the strategy's choice, until the search is closed. A strategy that has nothing to do with
     * this request (an IPv6 one in an IPv4 search) returns a search that never finds anything.
     *
     * <p>A strategy that cannot search calls {@link SearchListener#failed(String)} instead of
     * throwing.
     *
     * @param request what is searched for, and where
     * @param listener receives the results
     * @return the running search
     */
    Search search(SearchRequest request, SearchListener listener);
}
