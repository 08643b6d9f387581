// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.GatewayInfo;
import org.postern.web.console.internal.address.UnreachableAddress;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A gateway at one moment.
 *
 * @param info of the gateway
 * @param externalAddress its answer, or else what the watch knows; empty while it has none
 * @param answers what it answered last
 */
public record GatewayStatus(
        GatewayInfo info, Optional<InetAddress> externalAddress, GatewayAnswers answers) {

    /** Whether the internet can reach the external address. */
    public AddressVerdict verdict() {
        return AddressVerdict.of(externalAddress);
    }

    /** What the verdict means, and what helps; empty for an address that can be reached. */
    public Optional<String> warning() {
        return externalAddress.flatMap(UnreachableAddress::warning);
    }
}
