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
    /**
     * Time that only grows, and may stand still while the host sleeps.
     *
     * @return as {@link System#nanoTime}
     */
    long nanos();

    /**
     * The time of day.
     *
     * @return as {@link System#currentTimeMillis}
     */
    long wallMillis();

    /**
     * This host's addresses of the family and on the interfaces that are watched.
     *
     * @return those of the moment
     */
    Set<InetAddress> ownAddresses();

    /**
     * Assesses a device.
     *
     * @param location of the device
     * @param timeout in all
     * @return never ends exceptionally
     */
    CompletableFuture<Assessment> assess(DeviceLocation location, Duration timeout);

    /**
     * Searches once.
     *
     * @param listener called with each device when it was assessed
     * @return ends exceptionally with a {@link org.postern.api.gateway.GatewayException} when there
     *     is no gateway
     */
    CompletableFuture<List<AdvertisedDevice>> search(Consumer<AdvertisedDevice> listener);

    /**
     * Finds out which host a URL of the user leads to.
     *
     * @param url of a description
     * @return ends exceptionally when its host is not known
     */
    CompletableFuture<DeviceLocation> locate(String url);
}
