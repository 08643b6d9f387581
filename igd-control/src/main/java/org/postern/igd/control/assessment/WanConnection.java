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
    /**
     * The gateway that it is for its users.
     *
     * @return the same on every call
     */
    Gateway gateway();

    /**
     * Its place in the description.
     *
     * @return with a control URL
     */
    ServiceDescription service();

    /**
     * The external address at the time of the assessment.
     *
     * @return empty when the router told none
     */
    Optional<InetAddress> addressFound();

    /**
     * Asks for its status and its external address.
     *
     * @param timeout for both questions
     * @return ends on the engine's thread, never exceptionally; cancelling it ends the connections
     */
    CompletableFuture<WanAnswers> ask(Duration timeout);

    /**
     * Subscribes to its events.
     *
     * @param listener called on any thread
     * @return empty when it has none
     */
    Optional<EventSubscription> subscribe(EventListener listener);

    /**
     * Whether a description names this service: by its type and URLs, which stay the same when a
     * router restarts.
     *
     * @param described of the router's description
     * @return true for the same service
     */
    default boolean is(ServiceDescription described) {
        return service().serviceType().equals(described.serviceType())
                && service().controlUrl().equals(described.controlUrl())
                && service().eventSubUrl().equals(described.eventSubUrl());
    }
}
