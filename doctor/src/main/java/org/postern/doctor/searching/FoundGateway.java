// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.gateway.Gateway;
import org.postern.doctor.evidence.GatewaySeen;

import java.util.List;
import java.util.Optional;

/**
 * The gateway that is examined: the one that other calls use, or where they find none, the one that
 * they would use if it were not for what is wrong with it.
 *
 * @param seen what is known of it
 * @param gateway to be asked; empty where it answers too late to be asked
 * @param singles the same gateway over single control protocols, as far as each was found alone
 * @param readMillis how long the slowest answer over HTTP took until now
 */
public record FoundGateway(
        GatewaySeen seen, Optional<Gateway> gateway, List<Gateway> singles, long readMillis) {
    public FoundGateway {
        singles = List.copyOf(singles);
    }
}
