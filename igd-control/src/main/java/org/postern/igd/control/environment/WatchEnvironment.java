// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.environment;

import org.postern.igd.control.assessment.Assessment;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.search.AdvertisedDevice;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The network, this host and time, as a watch sees them. The tasks of its timer and the ends of its
 * futures come on one thread, the watch's. Cancelling a future ends the work.
 */
public interface WatchEnvironment extends Timer {
    /** As {@link System#nanoTime}: only grows, and may stand still while the host sleeps. */
    long nanos();

    /** The time of day, as {@link System#currentTimeMillis}. */
    long wallMillis();

    /** This host's addresses of the family and on the interfaces that are watched. */
    Set<InetAddress> ownAddresses();

    /** Assesses a device; never ends exceptionally. */
    CompletableFuture<Assessment> assess(DeviceLocation location, Duration timeout);

    /**
     * Searches once, and passes each device on when it was assessed. Ends exceptionally with a
     * {@link org.postern.api.gateway.GatewayException} when there is no gateway.
     */
    CompletableFuture<List<AdvertisedDevice>> search(Consumer<AdvertisedDevice> listener);

    /**
     * Finds out which host a description's URL leads to; ends exceptionally when that is not known.
     */
    CompletableFuture<DeviceLocation> locate(String url);
}
