// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.api.gateway.Reason;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a mapping that was made for a test.
 *
 * @param outcome whether it was made
 * @param port the external port
 * @param reason why not; present where {@link Outcome#REFUSED}
 * @param code the gateway's own code for it; empty where it sent none
 * @param message the gateway's refusal in words; empty where it was made
 * @param removed false where it was made and could not be removed
 */
public record TestMapping(
        Outcome outcome,
        int port,
        Optional<Reason> reason,
        OptionalInt code,
        String message,
        boolean removed) {
    /** Whether it was made. */
    public enum Outcome {
        NOT_TRIED,
        OPENED,
        /** With a permanent lease, since the gateway takes no other. */
        OPENED_PERMANENTLY,
        REFUSED
    }

    /** Where none was made. */
    public static final TestMapping NOT_TRIED =
            new TestMapping(Outcome.NOT_TRIED, 0, Optional.empty(), OptionalInt.empty(), "", true);

    public boolean opened() {
        return outcome == Outcome.OPENED || outcome == Outcome.OPENED_PERMANENTLY;
    }
}
