// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Searching.SearchAnswer;

import java.util.List;
import java.util.Optional;

/**
 * What a search found; see {@link org.postern.doctor.evidence.Searching}.
 *
 * @param answers who answered over SSDP
 * @param devices what became of descriptions
 * @param gateways all that can be used
 * @param protocolsThatAnswered the control protocols other than UPnP
 * @param chosen the gateway to be examined; empty where none could be read
 */
public record SearchOutcome(
        List<SearchAnswer> answers,
        List<DeviceRead> devices,
        List<GatewaySeen> gateways,
        List<String> protocolsThatAnswered,
        Optional<FoundGateway> chosen) {
    public SearchOutcome {
        answers = List.copyOf(answers);
        devices = List.copyOf(devices);
        gateways = List.copyOf(gateways);
        protocolsThatAnswered = List.copyOf(protocolsThatAnswered);
    }
}
