// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Hears what a search finds. Calls come from the strategies' threads, possibly from several at
 * once, and must not block.
 */
@ProviderType
public interface SearchListener {
    /**
     * A device answered or announced itself. The same device is reported once per answer; the
     * listener sorts repetitions out.
     *
     * @param advertisement what it said
     */
    void found(Advertisement advertisement);

    /**
     * The strategy could not search, or not everywhere. The search goes on elsewhere.
     *
     * @param reason one sentence for the user
     */
    default void failed(String reason) {}

    /**
     * The system lets the strategy send nothing at all, as with a firewall of this machine or the
     * kill switch of a VPN. Called at most once for a search, after {@link #failed}.
     */
    default void forbidden() {}
}
