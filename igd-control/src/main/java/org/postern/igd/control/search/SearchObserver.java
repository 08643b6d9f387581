// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.assessment.Assessment;

import java.util.List;

/** Follows a search, on the loop's thread. */
interface SearchObserver {
    /** A valid gateway is known in part, and is still being assessed. May be called repeatedly. */
    default void onProgress(Assessment gateway) {}

    /** A device was assessed, whether it passes the filter or not. */
    void onAssessed(DeviceAnswers device);

    /** Whether devices may be read beyond the timeout while a gateway is missing. */
    default boolean waitsForGateway() {
        return false;
    }

    /** Whether nothing of what is known at the timeout will do, with {@link #onTimeout}'s devices. */
    default boolean isGatewayMissing(List<DeviceAnswers> passing) {
        return false;
    }

    /**
     * The search is over: all devices that pass the filter, at least one, the unfinished too; best
     * gateways first. What was refused has one sentence for each description that a device may not
     * name.
     */
    void onTimeout(List<DeviceAnswers> passing, List<String> refused);

    /**
     * The search is over without any device that passes the filter, or the control point was
     * closed.
     */
    void onNothing(GatewayException reason);
}
