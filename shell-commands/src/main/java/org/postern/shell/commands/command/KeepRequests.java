// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.upnp.UpnpLimits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From the words of {@code keep} to what is asked of the keeper. */
final class KeepRequests {
    static final String INTERNAL = "internal";
    static final String DESCRIPTION = "description";
    static final String DURATION = "duration";
    static final String ANY_PORT = "any-port";

    /** Long enough for a rare renewal, short enough that a port does not outlive its host long. */
    static final int DEFAULT_LEASE_SECONDS = 3600;

    /** A slip of the keyboard must not open all ports. */
    private static final int MOST = 1000;

    private KeepRequests() {}

    static Option[] options() {
        return new Option[] {
            Protocols.OPTION,
            Syntax.value(
                    INTERNAL,
                    "N",
                    "the port on this machine, with one PORT only; default: the same"),
            Syntax.value(DESCRIPTION, "TEXT", "shown by the router; default: none"),
            Syntax.value(
                    DURATION,
                    "S",
                    "lease in seconds, 120 to 86400, renewed in time; default: "
                            + DEFAULT_LEASE_SECONDS
                            + "; 0: permanent"),
            Syntax.flag(ANY_PORT, "take another external port when PORT is taken")
        };
    }

    /** Checked ones, each once, in the user's order. */
    static List<MappingRequest> of(Call call) throws CommandException, GatewayException {
        Set<Integer> ports = ports(call.arguments());
        if (call.has(INTERNAL) && ports.size() > 1) {
            throw CommandException.usage(
                    "'--" + INTERNAL + "' goes with one port, not with " + ports.size() + ".");
        }
        int internal =
                call.has(INTERNAL) ? NumberRange.INTERNAL_PORT.parse(call.text(INTERNAL, "")) : 0;
        Duration lease =
                Duration.ofSeconds(
                        call.number(DURATION, DEFAULT_LEASE_SECONDS, NumberRange.DURATION));
        UpnpLimits.checkLease(lease);
        List<Protocol> protocols = Protocols.of(call);
        List<MappingRequest> requests = new ArrayList<>();
        for (int port : ports) {
            for (Protocol protocol : protocols) {
                MappingRequest request =
                        new MappingRequest(
                                protocol,
                                port,
                                internal,
                                call.text(DESCRIPTION, ""),
                                lease,
                                call.has(ANY_PORT));
                request.check();
                requests.add(request);
            }
        }
        return requests;
    }

    private static Set<Integer> ports(List<String> words)
            throws CommandException, GatewayException {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String word : words) {
            PortRange range = PortRange.parse(word);
            for (int port = range.first(); port <= range.last() && ports.size() <= MOST; port++) {
                ports.add(port);
            }
        }
        if (ports.size() > MOST) {
            throw new GatewayException(
                    UpnpResult.INVALID_PARAM,
                    "These are too many ports: name at most " + MOST + " at a time.");
        }
        return ports;
    }
}
