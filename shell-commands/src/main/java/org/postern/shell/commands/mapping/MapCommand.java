// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.gateway.GatewayLookup;

import java.time.Duration;
import java.util.List;

/**
 * {@code map}: opens ports to this machine or another host, and shows what the router holds
 * afterwards.
 */
public final class MapCommand implements Command {
    private static final String SEVERAL = "\\d.*[-,].*";

    /** A port of its own, or a slip that is better told as one. */
    private static final String NO_INTERNAL = "(?i)\\d.*[-,/].*|tcp|udp|both";

    @Override
    public Syntax syntax() {
        return Syntax.network(
                        "map",
                        "Opens ports to this machine, or to another host.",
                        "PORT",
                        "[INTERNAL|PORT...]")
                .withDetails(
                        "PORT is the external one, INTERNAL the one on this machine or on the host"
                            + " of --client (default: the same). Prints the mapping as the router"
                            + " reports it. With BOTH, either both are opened or neither: when one"
                            + " cannot be opened, the other is closed again, unless it was open"
                            + " before.",
                        "A PORT may name its protocol, as in 25565/tcp, or be a range such as"
                                + " 6000-6010. A bare number after one PORT is INTERNAL; separate"
                                + " several ports by commas: 80,443.",
                        "Over IPv6 nothing is translated: the port that is opened is the one on"
                            + " this machine, to one of its addresses, and never for longer than a"
                            + " day (default: 1 hour); run the command again to extend it. With"
                            + " --family both the command succeeds if the port is open over at"
                            + " least one of the two, and says why it is not over the other.")
                .withOptions(
                        ProtocolOption.OPTION,
                        MappingOptions.DESCRIPTION,
                        MappingOptions.duration("0, permanent"),
                        MappingOptions.ANY_PORT,
                        MappingOptions.CLIENT,
                        Family.OPTION,
                        PinholeOptions.ADDRESS);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<String> words = invocation.arguments();
        boolean internal =
                words.size() == 2
                        && !words.get(0).matches(SEVERAL)
                        && !words.get(1).matches(NO_INTERNAL);
        List<PortRange> ranges = PortRange.parseAll(internal ? words.subList(0, 1) : words);
        Family family = Family.of(invocation);
        PinholeOptions.check(invocation, family, internal);
        List<MappingRequest> requests =
                MappingOptions.requests(
                        invocation,
                        ranges,
                        internal ? NumberRange.INTERNAL_PORT.parse(words.get(1)) : 0,
                        family == Family.IPV6 ? MappingRequest.DEFAULT_LEASE : Duration.ZERO);
        List<PinholeRequest> pinholes = PinholeOptions.requests(invocation, family, requests);
        List<String> notes = MappingOptions.notes(invocation, family, ranges);
        try {
            return opened(invocation, family, requests, pinholes, notes);
        } catch (GatewayException e) {
            return Report.failed(
                    IgnoredIpv6.of(invocation, family) ? IgnoredIpv6.explained(e) : e,
                    family.hasIpv4() ? DoctorHint.port(requests.get(0)) : List.of());
        }
    }

    private static Report opened(
            Invocation invocation,
            Family family,
            List<MappingRequest> requests,
            List<PinholeRequest> pinholes,
            List<String> notes)
            throws CommandException, GatewayException, InterruptedException {
        if (family.hasIpv4()) {
            KeptPortWarnings.refuse(invocation, requests);
        }
        KeptPortWarnings.refusePinholes(invocation, pinholes);
        GatewayChoice choice = GatewayLookup.find(invocation);
        OpenedPorts opened = new OpenedPorts(choice.gateway(), choice.warnings(), notes, requests);
        if (family.hasIpv4()) {
            opened.overIpv4();
        }
        if (family.hasIpv6()) {
            opened.overIpv6(pinholes);
        }
        return opened.report();
    }
}
