// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.api.upnp.IgdStatus;

import java.util.List;
import java.util.Optional;

/**
 * What a device is worth as a gateway.
 *
 * @param status the verdict in the words of the reference
 * @param reason one sentence: why
 * @param standing the verdict for choosing between gateways
 * @param validSinceNanos when a valid service of it was first known, as {@link System#nanoTime()}
 *     counts; without meaning where there is none
 * @param gateway the chosen WAN service, usable or not; empty when there is none
 * @param warnings one sentence each
 * @param passedOver one sentence for each WAN service that is not the chosen one
 */
record Verdict(
        IgdStatus status,
        String reason,
        Standing standing,
        long validSinceNanos,
        Optional<Gateway> gateway,
        List<String> warnings,
        List<String> passedOver) {

    /** The verdict on a device without a WAN service that could be asked. */
    static Verdict without(IgdStatus status, String reason) {
        return new Verdict(
                status, reason, Standing.SILENT, 0, Optional.empty(), List.of(), List.of());
    }
}
