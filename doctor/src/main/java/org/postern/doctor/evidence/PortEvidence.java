// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.doctor.internal.host.ListeningSockets;

import java.util.Optional;

/**
 * What is known of the port.
 *
 * @param entry what the gateway holds for it, E13
 * @param otherProtocolOpen whether the gateway holds a mapping of the same port to this machine for
 *     the other protocol
 * @param test what became of a mapping that was made for a test, where none was there
 * @param testElsewhere what became of a test with another port, where the first was refused, or the
 *     port itself could not be tried without harm to a mapping that nobody sees
 * @param listening who listens on this machine, E15
 * @param knock whether the gateway could connect to this machine unasked, E16
 * @param outside what a helper outside found, E19; empty where none was asked, and where it did not
 *     reach a port that was not mapped, which says nothing. That it reached one without a mapping
 *     means a rule that was made by hand
 * @param hairpin whether the port was reached at the external address from inside, E22: true proves
 *     that the gateway forwards it, anything else proves nothing
 */
public record PortEvidence(
        PortEntry entry,
        boolean otherProtocolOpen,
        TestMapping test,
        TestMapping testElsewhere,
        ListeningSockets listening,
        Knock knock,
        Optional<OutsideEvidence> outside,
        boolean hairpin) {

    /** Whether the gateway could connect to this machine unasked. */
    public enum Knock {
        /** It did. */
        CAME,
        /** It was asked to, and this machine dropped what came. */
        KEPT_OUT,
        /** It could not be asked to, or nothing can be said. */
        NOT_MEASURED
    }
}
