// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.Mapping;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Which external port a client gets over PCP and NAT-PMP: the wanted one where that is free, until
 * quirks change it. All changes are made before the router starts.
 */
public final class PxpPortRules {
    private BiFunction<WantedPort, HeldMappings, WantedPort> adaptation =
            (request, table) -> request;
    private BiPredicate<Mapping, Mapping> refused = (asked, held) -> false;

    WantedPort adapt(WantedPort request, HeldMappings table) {
        return adaptation.apply(request, table);
    }

    /** Whether a mapping may take the place of the one that has its port. */
    boolean permitsTakeover(Mapping asked, HeldMappings table) {
        Optional<Mapping> held = table.find(asked.transport(), asked.externalPort());
        return held.filter(other -> refused.test(asked, other)).isEmpty();
    }
}
