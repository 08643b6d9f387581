// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import java.util.List;

/**
 * What one description says, without anything else being asked.
 *
 * @param root the device tree
 * @param isGateway whether it holds a WANIPConnection or WANPPPConnection with a usable control URL
 * @param igdStatus the verdict as far as the description alone tells: {@link IgdStatus#OK} here
 *     means usable, connected or not
 * @param reason one sentence: why (not)
 * @param wanServices in document order every WANIPConnection, WANPPPConnection (of any URN
 *     authority) and WANIPv6FirewallControl
 */
public record Inspection(
        DeviceDescription root,
        boolean isGateway,
        IgdStatus igdStatus,
        String reason,
        List<ServiceDescription> wanServices) {
    /** Copies the list. */
    public Inspection {
        wanServices = List.copyOf(wanServices);
    }
}
