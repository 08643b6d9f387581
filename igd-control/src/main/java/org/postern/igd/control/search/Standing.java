// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.upnp.IgdStatus;

/** How good a WAN service is for mapping ports, the best first. */
enum Standing {
    /** Connected, with a public address: wins at once. */
    PUBLIC,
    /** Has a public address but does not say that it is connected. */
    UNSURE,
    /** Connected, with a private address: behind a second router or the provider's NAT. */
    PRIVATE,
    /** Connected, but tells no address. */
    NO_ADDRESS,
    /**
     * Says that it is not connected, and yet has a private address: behind another NAT miniupnpd
     * says so while it works (quirk A31).
     */
    DOUBTFUL,
    /** Says that it is not connected, and has no address. */
    DISCONNECTED,
    /** Does not answer, or refuses to tell. */
    SILENT;

    boolean valid() {
        return compareTo(DOUBTFUL) < 0;
    }

    /** Whether it is worth a try when there is nothing valid. */
    boolean usable() {
        return compareTo(DISCONNECTED) < 0;
    }

    IgdStatus status() {
        return switch (this) {
            case PUBLIC, UNSURE, PRIVATE, NO_ADDRESS -> IgdStatus.OK;
            case DOUBTFUL, DISCONNECTED -> IgdStatus.DISCONNECTED;
            case SILENT -> IgdStatus.UNKNOWN_ERROR;
        };
    }
}
