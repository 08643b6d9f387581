// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.output.DisplayNames;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a port by hand does not last, or is in the way, where the port is kept here. */
final class KeptPortWarnings {
    private KeptPortWarnings() {}

    static void closed(Invocation invocation, Collection<PortKey> keys) {
        for (KeptPort port : kept(invocation, keys)) {
            invocation
                    .console()
                    .warning("Warning: " + subject(port) + " and will be opened again" + end(port));
        }
    }

    /** The mapping would be another's to the keeper, and stay open when the port is released. */
    static void refuse(Invocation invocation, List<MappingRequest> requests)
            throws GatewayException {
        List<PortKey> keys = requests.stream().flatMap(each -> each.keys().stream()).toList();
        for (KeptPort port : kept(invocation, keys)) {
            throw new GatewayException(
                    Reason.CONFLICT,
                    subject(port)
                            + (port.persistent()
                                    ? ": 'release " + port.request().externalPort() + "' it first."
                                    : " until its program releases it."));
        }
    }

    private static String subject(KeptPort port) {
        return DisplayNames.of(port.request()) + " is kept here (" + port.origin() + ")";
    }

    private static String end(KeptPort port) {
        return port.persistent()
                ? "; 'release " + port.request().externalPort() + "' closes it for good."
                : " until its program releases it.";
    }

    private static List<KeptPort> kept(Invocation invocation, Collection<PortKey> keys) {
        if (!invocation.inShell()) {
            return List.of();
        }
        try {
            return invocation.services().keeper().ports().stream()
                    .filter(port -> port.status().phase() != PortPhase.RELEASED)
                    .filter(port -> keysOf(port).anyMatch(keys::contains))
                    .toList();
        } catch (CommandException noKeeper) {
            return List.of();
        }
    }

    /** With --any-port a router may hold another port than the one that was asked for. */
    private static Stream<PortKey> keysOf(KeptPort port) {
        return Stream.concat(
                port.request().keys().stream(),
                port.status().holdings().stream().map(each -> each.port().mapping().key()));
    }
}
