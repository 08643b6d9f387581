// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;

/**
 * What is kept: one protocol of a port, over one family.
 *
 * @param key as it is kept
 * @param family over which
 */
record ReachPlace(PortKey key, AddressFamily family) {
    /** To start a sentence with. */
    String name() {
        return key.protocol()
                + " port "
                + key.externalPort()
                + (family == AddressFamily.IPV6 ? " over IPv6" : "");
    }
}
