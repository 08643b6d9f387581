// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

import java.util.List;
import java.util.stream.Collectors;

/** Tells a user whose search found nothing what was tried, and what to look at. */
final class NothingFound {
    private static final String ADVICE =
            " Look whether UPnP is switched on in the router's settings and whether a firewall"
                    + " drops its answers, or name the router's description URL.";

    private NothingFound() {}

    static GatewayException failure(
            SearchRequest request, List<DiscoveryStrategy> asked, List<String> failures) {
        String where =
                request.networkInterface()
                        .networkInterface()
                        .map(only -> "on " + only.getName())
                        .orElse("on all usable interfaces");
        String trouble = failures.isEmpty() ? "" : " " + String.join(" ", failures);
        return new GatewayException(
                UpnpResult.NO_DEVICES,
                "No device that was searched for answered within %d ms %s (%s).%s%s"
                        .formatted(
                                request.timeout().toMillis(),
                                where,
                                strategies(asked),
                                trouble,
                                ADVICE));
    }

    private static String strategies(List<DiscoveryStrategy> asked) {
        return asked.isEmpty()
                ? "no discovery strategy is there"
                : asked.stream()
                        .map(DiscoveryStrategy::name)
                        .collect(Collectors.joining(", ", "asked ", ""));
    }
}
