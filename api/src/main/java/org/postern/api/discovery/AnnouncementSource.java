// SPDX-License-Identifier: Apache-2.0
package org.postern.api.discovery;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what devices announce without being asked. Register one as an OSGi service and gateways are
 * watched with it too.
 */
@ConsumerType
public interface AnnouncementSource {
    /**
     * What this source is called in logs and in messages to the user.
     *
     * @return a short name, the same on every call
     */
    String name();

    /**
     * Starts listening and returns at once. Interfaces that come later are listened on too. A
     * source that cannot listen tells {@link AnnouncementListener#failed(String)} instead of
     * throwing; one for the other address family never hears anything.
     *
     * @param ipv6 true to listen on IPv6 instead of IPv4
     * @param networkInterface where to listen
     * @param listener who is told
     * @return ends the listening; after its close returned the listener is never called again
     */
    Search listen(boolean ipv6, InterfaceChoice networkInterface, AnnouncementListener listener);
}
