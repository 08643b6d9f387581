// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

import java.util.List;
import java.util.stream.Collectors;

/** Tells a user whose search found devices why none of them will do. */
final class NoneValid {
    private static final int MAX_NAMED = 5;

    private NoneValid() {}

    static GatewayException failure(WantedGateway wanted, List<IgdDevice> devices) {
        String why =
                devices.stream()
                        .limit(MAX_NAMED)
                        .map(device -> device.shownName() + ": " + reasonAgainst(device))
                        .collect(Collectors.joining(" "));
        return new GatewayException(
                UpnpResult.NO_GATEWAY,
                (wanted.any()
                                ? "None of the devices that answered is a valid gateway. "
                                : "No valid gateway that answered is " + wanted.text() + ". ")
                        + why
                        + (devices.stream().anyMatch(IgdDevice::validGateway)
                                ? " Choose a valid one by its URL, UDN, address or name."
                                : " Look at the router's own page whether its internet connection"
                                        + " and UPnP are on; a slow router needs a longer time-out,"
                                        + " or its URL."));
    }

    private static String reasonAgainst(IgdDevice device) {
        return device.validGateway()
                ? "is valid, but not the one that was asked for."
                : device.statusReason();
    }
}
