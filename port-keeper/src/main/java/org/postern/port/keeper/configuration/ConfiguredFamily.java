// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.configuration;

import org.postern.api.keeper.AddressFamily;

import java.util.Set;

/** What a {@link PortConfiguration} can say of the version of IP. */
public enum ConfiguredFamily {
    IPV4,
    IPV6,
    /** What works of both. */
    BOTH;

    public static ConfiguredFamily of(Set<AddressFamily> families) {
        return families.size() > 1 ? BOTH : families.contains(AddressFamily.IPV6) ? IPV6 : IPV4;
    }

    public Set<AddressFamily> families() {
        return switch (this) {
            case IPV4 -> Set.of(AddressFamily.IPV4);
            case IPV6 -> Set.of(AddressFamily.IPV6);
            case BOTH -> Set.of(AddressFamily.IPV4, AddressFamily.IPV6);
        };
    }
}
