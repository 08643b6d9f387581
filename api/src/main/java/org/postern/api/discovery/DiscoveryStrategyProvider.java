// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * Brings strategies to a plain Java program, found by {@link java.util.ServiceLoader}. In OSGi the
 * strategies are services and this type is not used.
 */
@ConsumerType
public interface DiscoveryStrategyProvider extends AutoCloseable {
    /**
     * The strategies, wired and ready.
     *
     * @return the same strategies on every call
     */
    List<DiscoveryStrategy> strategies();

    /**
     * What listens for announcements, wired and ready.
     *
     * @return the same sources on every call; possibly none
     */
    default List<AnnouncementSource> announcementSources() {
        return List.of();
    }

    /** Ends the threads and frees the sockets of all of them. */
    @Override
    void close();
}
