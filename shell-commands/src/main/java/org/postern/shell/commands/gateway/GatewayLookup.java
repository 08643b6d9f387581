// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.output.Progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the gateway that the common options choose. */
public final class GatewayLookup {
    private static final int DEFAULT_MILLIS = (int) GatewayQuery.DEFAULT_TIMEOUT.toMillis();

    /** Over all protocols. */
    private static final String AUTO = "auto";

    private GatewayLookup() {}

    static Duration timeout(Invocation invocation) throws CommandException, GatewayException {
        int millis = invocation.number(CommonOptions.TIMEOUT, DEFAULT_MILLIS, NumberRange.TIMEOUT);
        Duration timeout = Duration.ofMillis(millis);
        UpnpLimits.checkTimeout(timeout);
        return timeout;
    }

    public static GatewayQuery query(Invocation invocation)
            throws CommandException, GatewayException {
        return new GatewayQuery(
                timeout(invocation),
                invocation.has(CommonOptions.IPV6),
                invocation.text(CommonOptions.INTERFACE, ""),
                invocation.text(CommonOptions.GATEWAY, ""),
                controlProtocol(invocation));
    }

    /** The query of a command that watches. */
    public static GatewayQuery watchQuery(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        GatewayQuery query = query(invocation);
        check(query, invocation);
        return query;
    }

    /** Fails where there is no control protocol of the name that is given. */
    public static void checkControlProtocol(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        check(GatewayQuery.standard().withControlProtocol(controlProtocol(invocation)), invocation);
    }

    /**
     * A watch and a keeper wait for a protocol that does not exist, since bundles come and go, and
     * would never end where its name is misspelt. A finder checks a query before it searches, and
     * without time it does no more.
     */
    private static void check(GatewayQuery query, Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        if (query.controlProtocol().isEmpty()) {
            return;
        }
        try {
            invocation.services().finder().find(query.withTimeout(Duration.ZERO));
        } catch (GatewayException e) {
            if (e.reason() == Reason.INVALID_ARGUMENT) {
                throw e;
            }
        }
    }

    /** The name of the only protocol to use; empty for any. */
    public static String controlProtocol(Invocation invocation) throws CommandException {
        String name = invocation.text(CommonOptions.CONTROL, AUTO).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw CommandException.usage(
                    "The control protocol must be auto or a name such as upnp, not ''.");
        }
        return name.equals(AUTO) ? "" : name;
    }

    /** The names of the options given that choose a gateway or say where to search for one. */
    public static List<String> givenOptions(Invocation invocation) {
        return Stream.of(
                        CommonOptions.INTERFACE,
                        CommonOptions.GATEWAY,
                        CommonOptions.CONTROL,
                        CommonOptions.IPV6,
                        CommonOptions.TIMEOUT)
                .filter(invocation::has)
                .toList();
    }

    /** Searches, and prints warnings about the gateway found at once. */
    public static GatewayChoice find(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        GatewayQuery query = query(invocation);
        GatewayFinder finder = invocation.services().finder();
        GatewayChoice choice =
                Progress.during(
                        invocation.console(), "Searching for gateways", () -> finder.find(query));
        choice.warnings().forEach(warning -> invocation.console().warning("Warning: " + warning));
        return choice;
    }
}
