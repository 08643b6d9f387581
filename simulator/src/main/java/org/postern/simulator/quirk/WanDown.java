// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.igd.WanFacts;

/** The line is down and there is no external address. */
public final class WanDown implements RouterHook {
    @Override
    public WanFacts facts(WanFacts facts) {
        return new WanFacts("Disconnected", "0.0.0.0");
    }
}
