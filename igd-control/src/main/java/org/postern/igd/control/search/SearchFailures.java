// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.SearchRequest;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.assessment.WantedGateway;
import org.postern.igd.control.internal.system.ForbiddenSends;
import org.postern.igd.control.net.HostNetwork;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What users read when a search failed: the cause if it is known, and what to look at. */
final class SearchFailures {
    private static final int MAX_NAMED = 5;

    private SearchFailures() {}

    /** No strategy can be asked, so the search fails at once. */
    static GatewayException noStrategy() {
        return new GatewayException(
                Reason.NO_DEVICES,
                "Nothing was searched for: there is no discovery strategy. Install"
                        + " org.postern.discovery, or put it on the path.");
    }

    /** No device passed the filter. */
    static GatewayException nothingFound(
            SearchRequest request,
            DeviceFilter filter,
            WantedGateway wanted,
            List<Assessment> answered,
            SearchTroubles troubles) {
        GatewayException failure =
                answered.isEmpty()
                        ? nobody(request, filter, wanted, troubles)
                        : noneOfKind(filter, answered, troubles.refusedLocations());
        return filter.isForGateways() && !request.timeout().isZero()
                ? failure.advising(Advice.DIAGNOSE)
                : failure;
    }

    private static GatewayException nobody(
            SearchRequest request,
            DeviceFilter filter,
            WantedGateway wanted,
            SearchTroubles troubles) {
        if (request.timeout().isZero()) {
            return new GatewayException(
                            Reason.NO_DEVICES,
                            "No device could answer: with a timeout of 0, nothing is waited for.")
                    .advising(Advice.LONGER_SEARCH);
        }
        if (!HostNetwork.isUsable(request)) {
            return new GatewayException(
                            Reason.NO_DEVICES,
                            "There is no usable network: no network interface"
                                    + chosen(request)
                                    + " is up and has an IPv"
                                    + (request.ipv6() ? "6" : "4")
                                    + " address. Check the network connection of this machine.")
                    .advising(Advice.OTHER_INTERFACE);
        }
        List<String> reasons = new ArrayList<>(troubles.failures());
        reasons.addAll(troubles.refusedLocations());
        GatewayException failure =
                new GatewayException(
                                Reason.NO_DEVICES,
                                (filter.isForGateways() ? "No gateway" : "No device")
                                        // What failed may be an answer that could not be used.
                                        + (reasons.isEmpty() ? " answered" : " was found")
                                        + " within "
                                        + shown(request.timeout())
                                        + chosen(request)
                                        + ". "
                                        + sentences(reasons)
                                        + whatToCheck(wanted, troubles.forbidden()))
                        .advising(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH);
        return request.networkInterface().networkInterface().isPresent()
                ? failure.advising(Advice.OTHER_INTERFACE)
                : failure;
    }

    private static String whatToCheck(WantedGateway wanted, boolean forbidden) {
        if (forbidden) {
            return ForbiddenSends.CAUSE;
        }
        return wanted.resemblesUrl()
                ? missingScheme(wanted)
                : "Check that UPnP is enabled in the router's settings and that no firewall blocks"
                        + " its replies, or give the router's description URL.";
    }

    private static GatewayException noneOfKind(
            DeviceFilter filter, List<Assessment> answered, List<String> refused) {
        String names =
                answered.stream()
                        .limit(MAX_NAMED)
                        .map(Assessment::shownName)
                        .collect(Collectors.joining(", "));
        return filter.isForGateways()
                ? new GatewayException(
                                Reason.NO_DEVICES,
                                "No internet gateway answered, only other devices: "
                                        + names
                                        + ". "
                                        + sentences(unread(answered))
                                        + sentences(refused)
                                        + "Check that UPnP is enabled in the router's settings.")
                        .advising(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH)
                : new GatewayException(
                        Reason.NO_DEVICES,
                        "None of the devices that answered passes the filter '"
                                + filter.text()
                                + "': "
                                + names
                                + ". A filter is a part of a device's type, in the same case.");
    }

    /** A device that cannot be read may be the router. */
    private static List<String> unread(List<Assessment> answered) {
        return answered.stream()
                .filter(each -> each.description().isEmpty())
                .limit(MAX_NAMED)
                .map(Assessment::explanation)
                .distinct()
                .toList();
    }

    private static String chosen(SearchRequest request) {
        return request.networkInterface()
                .networkInterface()
                .map(only -> " on " + only.getName())
                .orElse("");
    }

    private static String shown(Duration timeout) {
        long millis = timeout.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** The reports of other bundles' strategies may lack the full stop. */
    private static String sentences(List<String> failures) {
        return failures.stream()
                .map(each -> each.endsWith(".") ? each + " " : each + ". ")
                .collect(Collectors.joining());
    }

    /** None of the devices that answered will do; others were refused. */
    static GatewayException noneValid(
            WantedGateway wanted, List<Assessment> devices, List<String> refused) {
        boolean anyValid = devices.stream().anyMatch(Assessment::isValid);
        return new GatewayException(
                        Reason.NO_GATEWAY,
                        (wanted.any()
                                        ? "None of the devices that answered is a valid gateway. "
                                        : "No gateway '" + wanted.text() + "' answered. Found: ")
                                + devices.stream()
                                        .limit(MAX_NAMED)
                                        .map(SearchFailures::found)
                                        .collect(Collectors.joining(" "))
                                + (refused.isEmpty() ? "" : " " + sentences(refused).strip())
                                + (wanted.resemblesUrl()
                                        ? " " + missingScheme(wanted)
                                        : anyValid
                                                ? " Choose a valid one by its URL, UDN, address or"
                                                        + " name."
                                                : " Check on the router's web page that its"
                                                        + " internet connection and UPnP are on. If"
                                                        + " the router is slow, try a longer"
                                                        + " timeout or give its URL."))
                .advising(Advice.NAME_GATEWAY, Advice.LONGER_SEARCH, Advice.DIAGNOSE);
    }

    private static String missingScheme(WantedGateway wanted) {
        return "If '" + wanted.text() + "' is meant as a URL, begin it with http://.";
    }

    private static String found(Assessment device) {
        return device.isValid()
                ? device.shownName() + " (" + device.location().address().getHostAddress() + ")."
                : device.shownName() + ": " + device.explanation();
    }
}
