// SPDX-License-Identifier: Apache-2.0
package org.postern.api.control;

import org.postern.api.gateway.Gateway;

import java.util.List;
import java.util.Optional;

/**
 * A device that a search found, as far as it is known.
 *
 * @param id distinguishes it from other devices of the protocol
 * @param name for people, with the place where it was found
 * @param gateway empty when it is none, or cannot be used
 * @param standing how good it is
 * @param lastResort whether it is only to be taken when there is no other
 * @param wanted whether it is the one that the query asks for, or the query asks for any
 * @param explanation one sentence: why it stands so
 * @param warnings one sentence each for the user of this gateway, such as that its external address
 *     is a private one
 * @param passedOver one sentence for each connection of this device that was not chosen
 */
public record Candidate(
        String id,
        String name,
        Optional<Gateway> gateway,
        Standing standing,
        boolean lastResort,
        boolean wanted,
        String explanation,
        List<String> warnings,
        List<String> passedOver) {
    /** Copies the lists. */
    public Candidate {
        warnings = List.copyOf(warnings);
        passedOver = List.copyOf(passedOver);
    }

    /**
     * Whether it can be elected: it is what the query asks for, and connected as far as it says.
     *
     * @return true for a valid gateway that is wanted
     */
    public boolean valid() {
        return wanted && gateway.isPresent() && standing.valid();
    }

    /**
     * Whether it can be elected where nothing valid is found.
     *
     * @return true when it is wanted and may work
     */
    public boolean usable() {
        return wanted && gateway.isPresent() && standing.usable();
    }
}
