// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.releasing;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.output.DisplayNames;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A kept port before anything of it is released.
 *
 * @param port the kept port
 * @param request the part of it that is released: one protocol of two, or all
 * @param gateways the gateways on which that part is open, as part of a sentence; may be empty
 */
public record PortToRelease(KeptPort port, MappingRequest request, String gateways) {

    /** To be added to its name: such as {@code over IPv6}, where it is kept over that alone. */
    public String family() {
        return port.terms().families().contains(AddressFamily.IPV4) ? "" : " over IPv6";
    }

    /** Whether it is about to be opened somewhere, so that a router may hold it already. */
    public boolean isOpening() {
        return port.terms().families().stream()
                .anyMatch(each -> port.status(each).phase() == PortPhase.OPENING);
    }

    public static PortToRelease whole(KeptPort port) {
        return of(port, port.request().protocols());
    }

    /** The protocols of the port that are among the given ones. */
    public static PortToRelease of(KeptPort port, Collection<Protocol> protocols) {
        MappingRequest part =
                MappingRequest.of(
                        port.request().protocols().stream().filter(protocols::contains).toList(),
                        port.request().externalPort());
        String gateways =
                port.status().holdings().stream()
                        .map(Holding::port)
                        .filter(open -> part.protocols().contains(open.mapping().protocol()))
                        .map(open -> DisplayNames.of(open.gatewayInfo()))
                        .distinct()
                        .collect(Collectors.joining(" and "));
        return new PortToRelease(port, part, gateways);
    }
}
