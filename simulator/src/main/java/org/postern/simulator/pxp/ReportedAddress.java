// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.net.Addresses;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.function.Supplier;

/** The external address that PCP and NAT-PMP report, which is that of UPnP. */
final class ReportedAddress {
    private static final int CARRIER_GRADE = 100;

    private final Supplier<WanFacts> facts;
    private final PxpRules rules;

    ReportedAddress(Supplier<WanFacts> facts, PxpRules rules) {
        this.facts = facts;
        this.rules = rules;
    }

    /** Empty while there is none, also where UPnP reports something that is no address. */
    Optional<Inet4Address> now() {
        return Addresses.ipv4(rules.externalAddress(facts.get().externalAddress()))
                .filter(address -> !address.isAnyLocalAddress());
    }

    /** As {@link #now}, empty where another router is in front too. */
    Optional<Inet4Address> publicNow() {
        return now().filter(address -> !isPrivate(address));
    }

    static boolean isPrivate(Inet4Address address) {
        byte[] bytes = address.getAddress();
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || (bytes[0] == CARRIER_GRADE && (bytes[1] & 0xC0) == 0x40);
    }
}
