// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.util.List;
import java.util.Optional;

/**
 * All that an examination saw.
 *
 * @param question what was asked
 * @param machine this machine
 * @param nextHops the default gateways over IPv4, in the order in which the system uses them; at
 *     most four
 * @param searching what searches found
 * @param wan the chosen gateway and what is beyond it; empty when no gateway could be read
 * @param port what is known of the port; empty when none was asked for, or nothing can be said of
 *     it because no gateway could be read
 */
public record Evidence(
        Question question,
        LocalMachine machine,
        List<NextHop> nextHops,
        Searching searching,
        Optional<Wan> wan,
        Optional<PortEvidence> port) {
    public Evidence {
        nextHops = List.copyOf(nextHops);
    }
}
