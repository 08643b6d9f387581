// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.upnp.UpnpDevice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last search for devices.
 *
 * @param running whether one is running now
 * @param at when the last one ended; empty when there was none yet
 * @param devices that answered it
 * @param failure why there are none, one sentence; may be empty
 */
public record SearchState(
        boolean running, Optional<Instant> at, List<UpnpDevice> devices, String failure) {
    /** Copies the list. */
    public SearchState {
        devices = List.copyOf(devices);
    }
}
