// SPDX-License-Identifier: Apache-2.0
package org.postern.api.control;

/** How good a gateway is for opening ports, the best first. */
public enum Standing {
    /** Connected, with a public external address. */
    PUBLIC,
    /** Has a public external address but does not say that it is connected. */
    UNSURE,
    /** Connected, with a private external address: behind a second router or the provider's NAT. */
    PRIVATE,
    /** Connected, but reports no external address. */
    NO_ADDRESS,
    /** Says that it is not connected, and yet has an external address: it may work. */
    DOUBTFUL,
    /** Says that it is not connected, and has no external address. */
    DISCONNECTED,
    /** Does not answer, or refuses the request. */
    SILENT;

    /**
     * Whether ports can be opened.
     *
     * @return true for a gateway that is connected as far as it says
     */
    public boolean valid() {
        return compareTo(DOUBTFUL) < 0;
    }

    /**
     * Whether it is worth a try when there is nothing valid.
     *
     * @return true for all that may work
     */
    public boolean usable() {
        return compareTo(DISCONNECTED) < 0;
    }
}
