// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;

import java.util.Optional;

/**
 * Why a port cannot be had, whatever the words of the request.
 *
 * @param kind whether another port may be had instead
 * @param note for the log of attempts, where there is more to say than the failure does
 * @param failure what the user learns where no other port is tried
 */
record PortRefusal(Kind kind, Optional<String> note, GatewayException failure) {
    enum Kind {
        /** Something is seen at the port. */
        OCCUPIED,
        /** The router says that the port is in use, though nothing is seen there. */
        TAKEN,
        /** The reason is not known, and may not hold for other ports (quirk A17). */
        DOUBTFUL,
        /** It is not allowed, here or anywhere: a port far from it tells (quirk A16). */
        DENIED,
        /** The reason is not known either, and the router has failed at other ports too (quirk A60). */
        STOPPED,
        /** The router forwards a port only to the same number inside. */
        SAME_NUMBER_ONLY,
        /** It would be so at any port. */
        FINAL
    }
}
