// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import org.postern.api.gateway.Gateway;

import java.util.List;

/**
 * The gateway that a search settled on.
 *
 * @param gateway ready for use
 * @param reason one sentence: why this one
 * @param warnings one sentence each, such as that its external address is a private one
 * @param passedOver one sentence for each other WAN service of this gateway and each other device
 *     that was known when it was chosen: what it is and why it is not used. A search that ends
 *     early may not know all
 */
public record GatewayChoice(
        Gateway gateway, String reason, List<String> warnings, List<String> passedOver) {
    /** Copies the lists. */
    public GatewayChoice {
        warnings = List.copyOf(warnings);
        passedOver = List.copyOf(passedOver);
    }
}
