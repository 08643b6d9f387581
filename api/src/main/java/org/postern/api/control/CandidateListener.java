// SPDX-License-Identifier: Apache-2.0
package org.postern.api.control;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;

import java.util.Optional;

/** Called with what a search finds. Calls may come from any thread and do not block it. */
@ProviderType
public interface CandidateListener {
    /**
     * A device was found, or more is known of it than before.
     *
     * @param candidate the whole of what is known; it replaces an earlier one with the same id
     */
    void found(Candidate candidate);

    /**
     * The search is over. Called once, after the last candidate; not after the search was closed.
     *
     * @param failure why there is no usable gateway; empty where a candidate is usable
     */
    void ended(Optional<GatewayException> failure);

    /**
     * Whether a gateway was chosen already. What is found after that can join it, but nobody waits
     * for it: a search then leaves the processor to the call that uses the gateway.
     *
     * @return false while the caller waits for what is found
     */
    default boolean isDecided() {
        return false;
    }
}
