// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.web.console.internal.address.Ipv6Text;

import java.util.stream.Collectors;

/** The names of gateways and ports in messages. */
final class ActionNames {
    private ActionNames() {}

    /** Its name and address, such as {@code Fritz!Box (192.168.178.1)}. */
    static String of(Gateway gateway) {
        GatewayInfo info = gateway.info();
        String address = Ipv6Text.of(info.address());
        return info.name().isEmpty() ? "the router " + address : info.name() + " (" + address + ")";
    }

    /** Such as {@code TCP and UDP port 25565}. */
    static String of(MappingRequest request) {
        return request.protocols().stream().map(Protocol::name).collect(Collectors.joining(" and "))
                + " port "
                + request.externalPort();
    }
}
