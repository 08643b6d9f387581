// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.Gateway;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscription;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A WAN service of a router, to be asked and listened to without blocking. */
public interface WanConnection {
    /** For its users; the same on every call. */
    Gateway gateway();

    /** Its place in the description, with a control URL. */
    ServiceDescription service();

    /** The external address at the time of the assessment; empty when the router told none. */
    Optional<InetAddress> addressFound();

    /**
     * Asks for its status and its external address. Ends on the engine's thread, never
     * exceptionally; cancelling it ends the connections.
     */
    CompletableFuture<WanAnswers> ask(Duration timeout);

    /** Subscribes to its events, unless it has none. The listener is called on any thread. */
    Optional<EventSubscription> subscribe(EventListener listener);

    /**
     * Whether a description names this service: by its type and URLs, which stay the same when a
     * router restarts.
     */
    default boolean is(ServiceDescription described) {
        return service().serviceType().equals(described.serviceType())
                && service().controlUrl().equals(described.controlUrl())
                && service().eventSubUrl().equals(described.eventSubUrl());
    }
}
