// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A device that made itself heard and was read.
 *
 * @param reading what came out
 * @param sender the address it was heard from; over IPv6 maybe another than it was read at
 * @param maxAge how long its statement holds; zero when it made none
 * @param bootId grows when the device restarts; empty when not sent
 * @param configId another one means another description; empty when not sent
 */
public record Sighting(
        GatewayReading reading,
        InetAddress sender,
        Duration maxAge,
        OptionalLong bootId,
        OptionalLong configId) {
    /**
     * Of a device that was read without being heard.
     *
     * @param reading what came out
     * @return without a statement
     */
    public static Sighting silent(GatewayReading reading) {
        return new Sighting(
                reading,
                reading.origin().peer().address(),
                Duration.ZERO,
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
