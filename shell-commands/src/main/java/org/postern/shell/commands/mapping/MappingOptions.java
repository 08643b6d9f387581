// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpLimits;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.LeaseText;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.gateway.GatewayLookup;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of commands that open ports, and the requests that follow from them. */
public final class MappingOptions {
    public static final Option DESCRIPTION =
            OptionSyntax.value("description", "TEXT", "shown by the router; default: none");
    public static final Option ANY_PORT =
            OptionSyntax.flag("any-port", "take another external port when PORT is taken");

    public static final Option CLIENT =
            ClientOption.option(
                    "the IPv4 address of another host of the network to which the port leads,"
                            + " where the router permits that; default: this machine");

    private static final String DURATION = "duration";

    /** Protects against opening all ports because of a typing error. */
    private static final int MAX_PORTS = 1000;

    private MappingOptions() {}

    public static Option duration(String defaultText) {
        return OptionSyntax.value(
                DURATION,
                "TIME",
                "lease: seconds, or such as 90m or 12h; 120 s to 24h, 0 for a permanent one;"
                        + " default:",
                defaultText);
    }

    /** The lease that the user asked for. */
    static Optional<Duration> lease(Invocation invocation)
            throws CommandException, GatewayException {
        return invocation.has(DURATION)
                ? Optional.of(LeaseText.parse(invocation.text(DURATION, "")))
                : Optional.empty();
    }

    /** Checked requests without duplicates, in the user's order. */
    public static List<MappingRequest> requests(
            Invocation invocation, List<PortRange> ranges, int internalPort, Duration defaultLease)
            throws CommandException, GatewayException {
        Duration lease = lease(invocation).orElse(defaultLease);
        if (Family.of(invocation).hasIpv4()) {
            // Over IPv6 there is no permanent one, and the request says what there is.
            UpnpLimits.checkLease(lease);
        }
        List<Protocol> protocols = ProtocolOption.of(invocation, ProtocolOption.DEFAULT);
        Optional<InetAddress> client = ClientOption.of(invocation);
        boolean anyPort = invocation.has(ANY_PORT.getLongOpt());
        String controlProtocol = GatewayLookup.controlProtocol(invocation);
        Set<MappingRequest> requests = new LinkedHashSet<>();
        for (PortRange range : ranges) {
            for (int port = range.first(); port <= range.last(); port++) {
                MappingRequest request =
                        new MappingRequest(
                                Set.copyOf(range.protocolsOr(protocols)),
                                port,
                                internalPort,
                                invocation.text(DESCRIPTION.getLongOpt(), ""),
                                lease,
                                anyPort,
                                client,
                                controlProtocol);
                request.check();
                requests.add(request);
                checkCount(requests);
            }
        }
        return new ArrayList<>(requests);
    }

    /** Notes on what the options mean, where users may mean something else. */
    public static List<String> notes(Invocation invocation, Family family, List<PortRange> ranges) {
        List<String> notes = new ArrayList<>(protocolNotes(invocation, ranges));
        if (IgnoredIpv6.of(invocation, family)) {
            notes.add(IgnoredIpv6.NOTE);
        }
        return notes;
    }

    /** A note where the protocol was not given, so that UDP is assumed. */
    public static List<String> protocolNotes(Invocation invocation, List<PortRange> ranges) {
        List<PortRange> assumed =
                ranges.stream().filter(each -> each.protocols().isEmpty()).toList();
        if (assumed.isEmpty() || invocation.has(ProtocolOption.OPTION.getLongOpt())) {
            return List.of();
        }
        String which =
                assumed.size() == ranges.size()
                        ? "UDP"
                        : assumed.stream()
                                .map(PortRange::numbers)
                                .collect(Collectors.joining(", ", "UDP for port ", ""));
        return List.of(which + ", since no --protocol was given.");
    }

    private static void checkCount(Set<MappingRequest> requests) throws GatewayException {
        if (requests.size() > MAX_PORTS) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Too many ports: at most " + MAX_PORTS + " at a time.");
        }
    }
}
