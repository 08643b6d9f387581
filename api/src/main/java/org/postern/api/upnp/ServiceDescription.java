// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import java.net.URI;
import java.util.Optional;

/**
 * One service of a device description (UDA 1.1 section 2.3). URLs are resolved; one that a device
 * may not name (another host, another scheme) is missing.
 *
 * @param serviceType such as {@code urn:schemas-upnp-org:service:WANIPConnection:1}
 * @param serviceId may be empty, and is not unique on some routers
 * @param controlUrl where actions go
 * @param eventSubUrl where events are subscribed to
 * @param scpdUrl where the service describes itself
 * @param refused why URLs of the service were refused, one sentence each; empty when none was
 */
public record ServiceDescription(
        String serviceType,
        String serviceId,
        Optional<URI> controlUrl,
        Optional<URI> eventSubUrl,
        Optional<URI> scpdUrl,
        Optional<String> refused) {}
