// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayFinder;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.output.Progress;

import java.time.Duration;

/** From the common options to the gateway that they mean. */
final class GatewayLookup {
    private static final int DEFAULT_MILLIS = (int) GatewayQuery.DEFAULT_TIMEOUT.toMillis();

    private GatewayLookup() {}

    static Duration timeout(Call call) throws CommandException, GatewayException {
        int millis = call.number(CommonOptions.TIMEOUT, DEFAULT_MILLIS, NumberRange.TIMEOUT);
        Duration timeout = Duration.ofMillis(millis);
        UpnpLimits.checkTimeout(timeout);
        return timeout;
    }

    static GatewayQuery query(Call call) throws CommandException, GatewayException {
        return new GatewayQuery(
                timeout(call),
                call.has(CommonOptions.IPV6),
                call.text(CommonOptions.INTERFACE, ""),
                call.text(CommonOptions.GATEWAY, ""));
    }

    /** Searches, and tells the user at once what is to be said about the gateway found. */
    static GatewayChoice find(Call call)
            throws CommandException, GatewayException, InterruptedException {
        GatewayQuery query = query(call);
        GatewayFinder finder = call.services().finder();
        GatewayChoice choice =
                Progress.during(call.console(), "Searching for gateways", () -> finder.find(query));
        choice.warnings().forEach(warning -> call.console().message("Warning: " + warning));
        return choice;
    }
}
