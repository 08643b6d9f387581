// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Target;

import java.util.List;

/** Is searched for as a service that the description does not list. */
public final class PppAnnounced implements RouterHook {
    @Override
    public List<Target> targets(List<Target> targets) {
        return targets.stream()
                .map(it -> new Target(it.type().replace(":WANIP", ":WANPPP"), it.udn()))
                .toList();
    }
}
