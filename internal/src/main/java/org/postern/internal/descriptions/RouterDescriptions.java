// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.descriptions;

/** Recognizes descriptions that routers make themselves. */
public final class RouterDescriptions {
    private RouterDescriptions() {}

    /**
     * Whether a mapping of UPnP's list was opened over NAT-PMP or PCP: UPnP cannot replace it (quirk
     * A51). These are the names that miniupnpd gives.
     */
    public static boolean isOfOtherProtocol(String description) {
        return description.startsWith("NAT-PMP ") || description.startsWith("PCP ");
    }
}
