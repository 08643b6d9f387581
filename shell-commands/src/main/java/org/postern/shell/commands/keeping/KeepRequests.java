// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.mapping.ProtocolOption;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns the arguments of {@code keep} into requests for the keeper. */
final class KeepRequests {
    static final String INTERNAL = "internal";
    static final String DESCRIPTION = "description";
    static final String DURATION = "duration";
    static final String ANY_PORT = "any-port";

    /** Long enough for a rare renewal, short enough that a port does not outlive its host long. */
    static final int DEFAULT_LEASE_SECONDS = 3600;

    /** Protects against opening all ports because of a typing error. */
    private static final int MAX_PORTS = 1000;

    private KeepRequests() {}

    static Option[] options() {
        return new Option[] {
            ProtocolOption.OPTION,
            OptionSyntax.value(
                    INTERNAL,
                    "N",
                    "the port on this machine, with one PORT only; default: the same"),
            OptionSyntax.value(DESCRIPTION, "TEXT", "shown by the router; default: none"),
            OptionSyntax.value(
                    DURATION,
                    "S",
                    "lease in seconds, 120 to 86400, renewed in time; default: "
                            + DEFAULT_LEASE_SECONDS
                            + "; 0: permanent"),
            OptionSyntax.flag(ANY_PORT, "take another external port when PORT is taken")
        };
    }

    /** Checked requests without duplicates, in the user's order. */
    static List<MappingRequest> of(Invocation invocation)
            throws CommandException, GatewayException {
        Set<Integer> ports = ports(invocation.arguments());
        if (invocation.has(INTERNAL) && ports.size() > 1) {
            throw CommandException.usage(
                    "'--" + INTERNAL + "' goes with one port, not with " + ports.size() + ".");
        }
        int internal =
                invocation.has(INTERNAL)
                        ? NumberRange.INTERNAL_PORT.parse(invocation.text(INTERNAL, ""))
                        : 0;
        Duration lease =
                Duration.ofSeconds(
                        invocation.number(DURATION, DEFAULT_LEASE_SECONDS, NumberRange.DURATION));
        UpnpLimits.checkLease(lease);
        List<Protocol> protocols = ProtocolOption.of(invocation);
        List<MappingRequest> requests = new ArrayList<>();
        for (int port : ports) {
            MappingRequest request =
                    MappingRequest.of(protocols, port)
                            .internalPort(internal)
                            .description(invocation.text(DESCRIPTION, ""))
                            .lease(lease);
            request.check();
            requests.add(invocation.has(ANY_PORT) ? request.anyPort() : request);
        }
        return requests;
    }

    private static Set<Integer> ports(List<String> words)
            throws CommandException, GatewayException {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String word : words) {
            PortRange range = PortRange.parse(word);
            for (int port = range.first();
                    port <= range.last() && ports.size() <= MAX_PORTS;
                    port++) {
                ports.add(port);
            }
        }
        if (ports.size() > MAX_PORTS) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Too many ports: at most " + MAX_PORTS + " at a time.");
        }
        return ports;
    }
}
