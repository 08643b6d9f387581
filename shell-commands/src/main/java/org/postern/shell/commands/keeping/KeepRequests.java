// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeepRequest;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.command.OptionSyntax;
import org.postern.shell.commands.hooks.ExecOption;
import org.postern.shell.commands.mapping.Family;
import org.postern.shell.commands.mapping.MappingOptions;
import org.postern.shell.commands.mapping.PinholeOptions;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.mapping.ProtocolOption;
import org.postern.shell.commands.outside.HelperOption;
import org.postern.shell.commands.serving.PagePlan;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the arguments of {@code keep} into requests for the keeper.
 *
 * @param requests checked, without duplicates, in the user's order
 * @param notes what the user should know of them
 */
record KeepRequests(List<KeepRequest> requests, List<String> notes) {
    private static final String INTERNAL = "internal";

    /** Long enough for a rare renewal, short enough that a port does not outlive its host long. */
    private static final Duration DEFAULT_LEASE = Duration.ofHours(1);

    static Option[] options() {
        return new Option[] {
            ProtocolOption.OPTION,
            OptionSyntax.value(
                    INTERNAL, "N", "the internal port, with one PORT only; default: the same"),
            MappingOptions.DESCRIPTION,
            MappingOptions.duration(DEFAULT_LEASE.toSeconds() + "; renewed in time"),
            MappingOptions.ANY_PORT,
            MappingOptions.CLIENT,
            Family.OPTION,
            PinholeOptions.ADDRESS,
            HelperOption.option(
                    "ask this helper outside, now and then, whether the ports are reached"),
            ExecOption.OPTION,
            PagePlan.KEEP_OPTION,
            PagePlan.TOKEN_OPTION
        };
    }

    static KeepRequests of(Invocation invocation) throws CommandException, GatewayException {
        List<PortRange> ranges = PortRange.parseAll(invocation.arguments());
        int internal =
                invocation.has(INTERNAL)
                        ? NumberRange.INTERNAL_PORT.parse(invocation.text(INTERNAL, ""))
                        : 0;
        Family family = Family.of(invocation);
        PinholeOptions.check(invocation, family, invocation.has(INTERNAL));
        Optional<Inet6Address> address = PinholeOptions.address(invocation);
        List<MappingRequest> mappings =
                MappingOptions.requests(invocation, ranges, internal, DEFAULT_LEASE);
        long ports = mappings.stream().mapToInt(MappingRequest::externalPort).distinct().count();
        if (invocation.has(INTERNAL) && ports > 1) {
            throw CommandException.usage(
                    "'--" + INTERNAL + "' goes with one port, not with " + ports + ".");
        }
        List<KeepRequest> requests = new ArrayList<>();
        for (MappingRequest each : mappings) {
            KeepRequest request = new KeepRequest(each, family.families(), address);
            request.check();
            requests.add(request);
        }
        return new KeepRequests(requests, MappingOptions.notes(invocation, family, ranges));
    }
}
