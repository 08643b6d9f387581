// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.search.GatewayReading;
import org.postern.igd.control.search.Origin;
import org.postern.igd.control.search.Sighting;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * All that a watch sees of the world: the network, this host, and time. Its timer's tasks and the
 * ends of its futures come on one thread, the watch's; cancelling a future ends what it stands for.
 */
interface Surroundings extends Timer {
    /** Time that only grows, and may stand still while the host is asleep. */
    long nanos();

    /** The time of day, which jumps. */
    long wallMillis();

    /** This host's addresses of the family and on the interfaces that are watched. */
    Set<InetAddress> ownAddresses();

    /** Reads a description and asks its WAN services; never ends exceptionally. */
    CompletableFuture<GatewayReading> read(Origin origin, Duration timeout);

    /**
     * Searches once.
     *
     * @param early told of each device when it was read
     * @return ends exceptionally with a {@link org.postern.api.gateway.GatewayException} when there
     *     is no gateway
     */
    CompletableFuture<List<Sighting>> lookOut(Consumer<Sighting> early);

    /** Finds out where a URL of the user's leads; ends exceptionally when its host is unknown. */
    CompletableFuture<Origin> locate(String url);
}
