// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.internal.address.Ipv6Text;

import java.util.List;
import java.util.stream.Collectors;

/** The names of gateways and ports in messages. */
public final class DisplayNames {
    private static final int NAME_LENGTH = 60;
    private static final int NAMED = 3;

    private DisplayNames() {}

    /** Its name and address, such as {@code Fritz!Box (192.168.178.1)}. */
    public static String of(Gateway gateway) {
        return of(gateway.info());
    }

    public static String of(GatewayInfo info) {
        String name = PrintableText.cut(info.name(), NAME_LENGTH);
        String address = Ipv6Text.of(info.address());
        return name.isEmpty() ? "the router " + address : name + " (" + address + ")";
    }

    /** The same at the beginning of a sentence. */
    public static String first(Gateway gateway) {
        String name = of(gateway);
        return gateway.info().name().isBlank()
                ? Character.toUpperCase(name.charAt(0)) + name.substring(1)
                : name;
    }

    /** Such as {@code TCP port 25565}. */
    public static String of(PortKey key) {
        return key.protocol() + " port " + key.externalPort();
    }

    /** Such as {@code TCP port 25565}, or {@code TCP and UDP port 25565}. */
    public static String of(MappingRequest request) {
        return protocols(request) + " port " + request.externalPort();
    }

    /** Such as {@code TCP}, or {@code TCP and UDP}. */
    public static String protocols(MappingRequest request) {
        return request.protocols().stream()
                .map(Protocol::name)
                .collect(Collectors.joining(" and "));
    }

    /** Such as {@code TCP port 25565, UDP port 25565}, or how many where there are more. */
    public static String of(List<MappingRequest> requests) {
        return requests.size() > NAMED
                ? requests.size() + " ports"
                : requests.stream().map(DisplayNames::of).collect(Collectors.joining(", "));
    }
}
