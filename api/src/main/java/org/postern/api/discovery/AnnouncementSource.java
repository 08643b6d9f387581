// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;
import org.postern.api.gateway.Watch;

/**
 * Receives what devices announce without being asked. Every source that is registered as an OSGi
 * service is used to watch gateways.
 */
@ConsumerType
@FunctionalInterface
public interface AnnouncementSource {
    /**
     * Starts listening and returns at once. Interfaces that appear later are included. A source
     * that cannot listen calls {@link AnnouncementListener#failed(String)} instead of throwing; a
     * source for the other address family never reports anything.
     *
     * @param ipv6 true to listen on IPv6 instead of IPv4
     * @param networkInterface where to listen
     * @param listener receives the announcements
     * @return the handle that ends the listening
     */
    Watch listen(boolean ipv6, InterfaceChoice networkInterface, AnnouncementListener listener);
}
