// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.upnp.ServiceDescription;

import java.net.URI;
import java.util.Optional;

/**
 * What makes a WAN service the same one after its router restarted.
 *
 * @param serviceType as described
 * @param controlUrl where it takes actions
 * @param eventUrl where it is subscribed to; empty without events
 */
public record WanService(String serviceType, URI controlUrl, Optional<URI> eventUrl) {
    /** Only for services with a control URL. */
    static WanService of(ServiceDescription described) {
        return new WanService(
                described.serviceType(),
                described.controlUrl().orElseThrow(),
                described.eventSubUrl());
    }
}
