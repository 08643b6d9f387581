// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.gateway.Gateway;

import java.util.List;

/**
 * How an election ended: the candidate, and the protocol that found it. One sentence says why this
 * one was chosen, and one for each of the others why it was passed over. Partners are the same
 * router over other protocols.
 */
record Elected(
        String protocol,
        Candidate candidate,
        List<Partner> partners,
        String reason,
        List<String> passedOver) {

    record Partner(String protocol, Gateway gateway) {}
}
