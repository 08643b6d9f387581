// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A protocol over which the router takes requests for ports. */
public enum RouterProtocol {
    /** SSDP and the actions of an IGD. */
    UPNP,
    /** RFC 6887, version 2. */
    PCP,
    /** RFC 6886, at the same port as PCP. */
    NAT_PMP;

    /** The name on the command line, such as {@code nat-pmp}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The protocol with that command-line name, in any case. */
    public static Optional<RouterProtocol> named(String optionName) {
        return Stream.of(values())
                .filter(protocol -> protocol.optionName().equalsIgnoreCase(optionName))
                .findFirst();
    }
}
