// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.internal.address.Ipv6Text;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How gateways are named to people. */
final class RouterNames {
    private RouterNames() {}

    /** Such as {@code PCP and NAT-PMP}. */
    static String protocols(Collection<String> names) {
        return names.stream()
                .map(each -> each.equals("upnp") ? "UPnP" : each.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    /** Such as {@code Home Router (192.168.1.1)}, or the address alone. */
    static String of(GatewaySeen gateway) {
        String address = Ipv6Text.of(gateway.address());
        return gateway.name().isBlank() ? address : gateway.name().strip() + " (" + address + ")";
    }
}
