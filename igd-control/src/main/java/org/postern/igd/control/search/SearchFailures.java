// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;

import java.util.List;
import java.util.stream.Collectors;

/** What users read when a search failed: what was tried, and what to look at. */
final class SearchFailures {
    private static final int MAX_NAMED = 5;

    private SearchFailures() {}

    /** No device answered. */
    static GatewayException nothingFound(
            SearchRequest request, List<DiscoveryStrategy> asked, List<String> failures) {
        String where =
                request.networkInterface()
                        .networkInterface()
                        .map(only -> "on " + only.getName())
                        .orElse("on all usable interfaces");
        String details = failures.isEmpty() ? "" : " " + String.join(" ", failures);
        return new GatewayException(
                        Reason.NO_DEVICES,
                        "No device that was searched for answered within %d ms %s (%s).%s"
                                        .formatted(
                                                request.timeout().toMillis(),
                                                where,
                                                strategies(asked),
                                                details)
                                + " Look whether UPnP is switched on in the router's settings and"
                                + " whether a firewall drops its answers, or name the router's"
                                + " description URL.")
                .advising(
                        Advice.NAME_GATEWAY,
                        Advice.LONGER_SEARCH,
                        request.networkInterface().networkInterface().isPresent()
                                ? Advice.OTHER_INTERFACE
                                : Advice.NAME_GATEWAY);
    }

    private static String strategies(List<DiscoveryStrategy> asked) {
        return asked.isEmpty()
                ? "no discovery strategy is there"
                : asked.stream()
                        .map(DiscoveryStrategy::name)
                        .collect(Collectors.joining(", ", "asked ", ""));
    }

    /** None of the devices that answered will do. */
    static GatewayException noneValid(WantedGateway wanted, List<Assessment> devices) {
        String why =
                devices.stream()
                        .limit(MAX_NAMED)
                        .map(device -> device.shownName() + ": " + reasonAgainst(device))
                        .collect(Collectors.joining(" "));
        return new GatewayException(
                        Reason.NO_GATEWAY,
                        (wanted.any()
                                        ? "None of the devices that answered is a valid gateway. "
                                        : "No valid gateway that answered is "
                                                + wanted.text()
                                                + ". ")
                                + why
                                + (devices.stream().anyMatch(Assessment::isValid)
                                        ? " Choose a valid one by its URL, UDN, address or name."
                                        : " Look at the router's own page whether its internet"
                                              + " connection and UPnP are on; a slow router needs a"
                                              + " longer timeout, or its URL."))
                .advising(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH);
    }

    private static String reasonAgainst(Assessment device) {
        return device.isValid()
                ? "is valid, but not the one that was asked for."
                : device.explanation();
    }
}
