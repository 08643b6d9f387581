// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.igd.control.assessment.Assessment;

import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A device with what it advertised about itself, by an answer to a search or an announcement.
 *
 * @param assessment of the device
 * @param sender the address it was heard from; over IPv6 maybe another than it was read at
 * @param maxAge how long the advertisement is valid; zero without one
 * @param bootId grows when the device restarts; empty when not sent
 * @param configId another one means another description; empty when not sent
 */
public record AdvertisedDevice(
        Assessment assessment,
        InetAddress sender,
        Duration maxAge,
        OptionalLong bootId,
        OptionalLong configId) {
    /** A device that was read without having been heard, so without an advertisement. */
    public static AdvertisedDevice unheard(Assessment assessment) {
        return new AdvertisedDevice(
                assessment,
                assessment.location().address(),
                Duration.ZERO,
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
