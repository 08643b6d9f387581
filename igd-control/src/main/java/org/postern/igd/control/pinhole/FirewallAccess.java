// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.internal.state.StateHome;

import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What is needed to open ports of IPv6 firewalls beside HTTP: the ways to the routers, and what was
 * opened before.
 */
public record FirewallAccess(FirewallRoutes routes, PinholeReceipts receipts) {
    /** The framework or system property that, where set, names the state directory. */
    private static final String STATE = "org.postern.state";

    private static final String STATE_FOLDER = "postern";

    /** For this machine, with receipts in the state directory that a property may name. */
    public static FirewallAccess ofThisSystem(UnaryOperator<@Nullable String> properties) {
        return new FirewallAccess(
                FirewallRoutes.ofThisSystem(),
                new PinholeReceipts(
                        Clock.systemUTC(), StateHome.directory(properties, STATE, STATE_FOLDER)));
    }
}
