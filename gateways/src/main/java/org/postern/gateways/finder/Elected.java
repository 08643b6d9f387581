// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.gateway.Gateway;

import java.util.List;

/**
 * How an election ended.
 *
 * @param protocol that found the gateway
 * @param candidate that was chosen
 * @param partners the same router over other protocols
 * @param reason one sentence: why this one
 * @param passedOver one sentence each
 */
record Elected(
        String protocol,
        Candidate candidate,
        List<Partner> partners,
        String reason,
        List<String> passedOver) {

    /**
     * The same router over another protocol.
     *
     * @param protocol its name
     * @param gateway what it offers
     */
    record Partner(String protocol, Gateway gateway) {}
}
