// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.util.function.UnaryOperator;

/**
 * How a router speaks PCP and NAT-PMP: as miniupnpd 2.3.11 does, until quirks change it. All
 * changes are made before the router starts.
 */
public final class PxpRules {
    private final PxpPortRules ports = new PxpPortRules();
    private UnaryOperator<String> externalAddress = UnaryOperator.identity();

    public PxpPortRules ports() {
        return ports;
    }

    String externalAddress(String actual) {
        return externalAddress.apply(actual);
    }
}
