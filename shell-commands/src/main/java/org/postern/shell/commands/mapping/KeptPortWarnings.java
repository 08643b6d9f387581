// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.output.DisplayNames;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Warns that what was done to a port does not last, since the port is kept here. */
final class KeptPortWarnings {
    private KeptPortWarnings() {}

    static void closed(Invocation invocation, Collection<PortKey> keys) {
        for (KeptPort port : kept(invocation, keys)) {
            invocation
                    .console()
                    .warning("Warning: " + subject(port) + " and will be opened again" + end(port));
        }
    }

    static void opened(Invocation invocation, Collection<PortKey> keys) {
        for (KeptPort port : kept(invocation, keys)) {
            invocation
                    .console()
                    .warning(
                            "Warning: "
                                    + subject(port)
                                    + ", which replaces this mapping if they differ"
                                    + end(port));
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
