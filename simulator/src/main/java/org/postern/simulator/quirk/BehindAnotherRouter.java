// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.igd.WanFacts;

/** The external address is one of RFC 1918: the WAN side is another router's LAN. */
public final class BehindAnotherRouter implements RouterHook {
    private static final String PRIVATE = "10.0.0.2";

    @Override
    public WanFacts facts(WanFacts facts) {
        return new WanFacts(facts.status(), PRIVATE);
    }
}
