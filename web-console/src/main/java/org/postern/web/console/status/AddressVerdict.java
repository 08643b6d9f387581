// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.web.console.internal.address.AddressClass;

import java.net.InetAddress;
import java.util.Optional;

/** Whether the internet can reach the external address of a gateway. */
public enum AddressVerdict {
    /** As far as the address tells. */
    PUBLIC("public"),
    /** Another router is in front of this one. */
    DOUBLE_NAT("double NAT"),
    /** The provider shares its addresses (RFC 6598). */
    CARRIER_NAT("carrier-grade NAT"),
    /** The provider shares its addresses over a tunnel (RFC 6333). */
    DS_LITE("DS-Lite"),
    /** The gateway gave itself the address (RFC 3927). */
    SELF_ASSIGNED("self-assigned"),
    /** The gateway has no address, or does not tell it. */
    UNKNOWN("not known");

    private final String words;

    AddressVerdict(String words) {
        this.words = words;
    }

    static AddressVerdict of(Optional<InetAddress> external) {
        return external.map(AddressClass::of).map(AddressVerdict::of).orElse(UNKNOWN);
    }

    private static AddressVerdict of(AddressClass its) {
        return switch (its) {
            case PUBLIC, DOCUMENTATION -> PUBLIC;
            case CARRIER_NAT -> CARRIER_NAT;
            case DS_LITE -> DS_LITE;
            case LINK_LOCAL -> SELF_ASSIGNED;
            case PRIVATE, BENCHMARK, UNIQUE_LOCAL -> DOUBLE_NAT;
            case LOOPBACK, MULTICAST, RESERVED, UNSPECIFIED -> UNKNOWN;
        };
    }

    /** For people. */
    public String words() {
        return words;
    }
}
