// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.NumberRange;
import org.postern.shell.commands.gateway.GatewayLookup;
import org.postern.shell.commands.mapping.MappingOptions;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.mapping.ProtocolOption;
import org.postern.shell.commands.outside.HelperOption;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The port that is to be examined.
 *
 * @param port the external port; empty for none
 * @param internal the port of this machine, where the user named one
 * @param protocol of the port
 * @param notes on what was assumed
 */
record PortArguments(
        OptionalInt port, OptionalInt internal, Protocol protocol, List<String> notes) {
    private static final String IPV6_IGNORED =
            "--ipv6 has no effect here: what is examined are port mappings, which are for IPv4.";

    static PortArguments of(Invocation invocation) throws CommandException, GatewayException {
        List<String> words = invocation.arguments();
        Protocol named = single(ProtocolOption.of(invocation, List.of(Protocol.UDP)));
        if (words.isEmpty()) {
            return new PortArguments(
                    OptionalInt.empty(), OptionalInt.empty(), named, notes(invocation, List.of()));
        }
        List<PortRange> ranges = PortRange.parseAll(words.subList(0, 1));
        if (ranges.size() != 1 || !ranges.get(0).isOne()) {
            throw CommandException.usage("One port can be examined at a time.");
        }
        PortRange range = ranges.get(0);
        OptionalInt internal =
                words.size() > 1
                        ? OptionalInt.of(NumberRange.PORT.parse(words.get(1)))
                        : OptionalInt.empty();
        return new PortArguments(
                OptionalInt.of(range.first()),
                internal,
                single(range.protocolsOr(List.of(named))),
                notes(invocation, ranges));
    }

    private static List<String> notes(Invocation invocation, List<PortRange> ranges) {
        List<String> notes = new ArrayList<>(MappingOptions.protocolNotes(invocation, ranges));
        if (invocation.has(CommonOptions.IPV6)) {
            notes.add(IPV6_IGNORED);
        }
        return notes;
    }

    private static Protocol single(List<Protocol> protocols) throws CommandException {
        if (protocols.size() != 1) {
            throw CommandException.usage("One protocol can be examined at a time: TCP or UDP.");
        }
        return protocols.get(0);
    }

    /** The whole request, checked. */
    DiagnosisRequest request(Invocation invocation) throws CommandException, GatewayException {
        DiagnosisRequest request = DiagnosisRequest.of(GatewayLookup.query(invocation));
        if (port.isPresent()) {
            request = request.withPort(port.getAsInt(), internal.orElse(port.getAsInt()), protocol);
        }
        if (invocation.has(DoctorCommand.STUN)) {
            request = request.withStun(invocation.text(DoctorCommand.STUN, "").strip());
        }
        Optional<URI> helper = HelperOption.of(invocation);
        if (helper.isPresent()) {
            request = request.withHelper(helper.get());
        }
        return invocation.has(DoctorCommand.NO_TEST) ? request.withoutTestMapping() : request;
    }
}
