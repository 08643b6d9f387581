// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Hears announcements. Calls come from the source's thread and must not block: what comes meanwhile
 * is lost.
 */
@ProviderType
public interface AnnouncementListener {
    /**
     * A device announced itself. Comes as often as datagrams do, but for repetitions; the listener
     * protects itself against floods of different ones.
     *
     * @param announcement what it said
     */
    void heard(Announcement announcement);

    /**
     * The source cannot hear, or not everywhere. Told once per reason.
     *
     * @param reason one sentence for the user
     */
    default void failed(String reason) {}
}
