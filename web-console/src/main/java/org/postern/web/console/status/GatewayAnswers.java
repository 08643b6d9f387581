// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.web.console.internal.presentation.GatewayDetails;

import java.util.List;
import java.util.Optional;

/**
 * What a gateway answered last.
 *
 * @param details its state; empty before it was asked
 * @param tellsMappings whether it can tell what is open on it
 * @param mappings what is open on it; empty before it was asked, and where it cannot tell
 * @param sent rates of the last minutes, to the internet
 * @param received likewise, from the internet
 */
public record GatewayAnswers(
        Optional<GatewayDetails> details,
        boolean tellsMappings,
        Optional<MappingList> mappings,
        List<TrafficPoint> sent,
        List<TrafficPoint> received) {
    /** Of a gateway that was not asked yet. */
    public static final GatewayAnswers NONE =
            new GatewayAnswers(Optional.empty(), true, Optional.empty(), List.of(), List.of());
}
