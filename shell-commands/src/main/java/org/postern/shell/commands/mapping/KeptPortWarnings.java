// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.output.DisplayNames;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is done to a port by hand does not last, or is in the way, where the port is kept here. */
final class KeptPortWarnings {
    private KeptPortWarnings() {}

    /** Takes what was closed over each family. */
    static void closed(Invocation invocation, Function<AddressFamily, Collection<PortKey>> closed) {
        for (KeptPort port : kept(invocation, closed)) {
            invocation
                    .console()
                    .warning("Warning: " + subject(port) + " and will be opened again" + end(port));
        }
    }

    /** The mapping would be another's to the keeper, and stay open when the port is released. */
    static void refuse(Invocation invocation, List<MappingRequest> requests)
            throws GatewayException {
        List<PortKey> keys = requests.stream().flatMap(each -> each.keys().stream()).toList();
        refuse(invocation, family -> family == AddressFamily.IPV4 ? keys : List.of());
    }

    /** A pinhole that is kept would get another lease, and be closed when the port is released. */
    static void refusePinholes(Invocation invocation, List<PinholeRequest> requests)
            throws GatewayException {
        List<PortKey> keys =
                requests.stream()
                        .flatMap(
                                each ->
                                        each.protocols().stream()
                                                .map(part -> new PortKey(part, each.port())))
                        .toList();
        refuse(invocation, family -> family == AddressFamily.IPV6 ? keys : List.of());
    }

    private static void refuse(
            Invocation invocation, Function<AddressFamily, Collection<PortKey>> keys)
            throws GatewayException {
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

    private static List<KeptPort> kept(
            Invocation invocation, Function<AddressFamily, Collection<PortKey>> keys) {
        if (!invocation.inShell()) {
            return List.of();
        }
        try {
            return invocation.services().keeper().ports().stream()
                    .filter(port -> port.status().phase() != PortPhase.RELEASED)
                    .filter(port -> isAmong(port, keys))
                    .toList();
        } catch (CommandException noKeeper) {
            return List.of();
        }
    }

    private static boolean isAmong(
            KeptPort port, Function<AddressFamily, Collection<PortKey>> keys) {
        return port.terms().families().stream()
                .anyMatch(each -> keysOf(port, each).anyMatch(keys.apply(each)::contains));
    }

    /** With --any-port a router may hold another port than the one that was asked for. */
    private static Stream<PortKey> keysOf(KeptPort port, AddressFamily family) {
        MappingRequest request = port.request();
        Stream<PortKey> asked =
                family == AddressFamily.IPV4
                        ? request.keys().stream()
                        : request.protocols().stream()
                                .map(each -> new PortKey(each, request.effectiveInternalPort()));
        return Stream.concat(
                asked,
                port.status(family).holdings().stream().map(each -> each.port().mapping().key()));
    }
}
