// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.igd.control.events.EventListener;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The WAN service of a router as a watch uses it: nothing blocks. */
public interface WanSide {
    /**
     * The gateway for its users.
     *
     * @return the same on every call
     */
    Gateway gateway();

    /**
     * What it was chosen by.
     *
     * @return as described
     */
    WanService service();

    /**
     * The external address that the reading found.
     *
     * @return empty when the router told none
     */
    Optional<InetAddress> addressFound();

    /**
     * Asks how it is.
     *
     * @param timeout for both questions
     * @return ends on the engine's thread, never exceptionally; cancelling it ends the connections
     */
    CompletableFuture<WanFacts> ask(Duration timeout);

    /**
     * Subscribes to its events.
     *
     * @param listener told of them, on any thread
     * @return empty when it has none
     */
    Optional<EventSubscription> subscribe(EventListener listener);
}
