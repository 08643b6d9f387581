// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.jspecify.annotations.Nullable;
import org.postern.igd.control.internal.state.StateHome;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is needed to open ports of IPv6 firewalls beside HTTP: the ways to the routers, and what was
 * opened before. Both are made when they are asked for first: most programs never do. Safe for
 * several threads.
 */
public final class FirewallAccess {
    /** The framework or system property that, where set, names the state directory. */
    private static final String STATE = "org.postern.state";

    private static final String STATE_FOLDER = "postern";

    private final Supplier<FirewallRoutes> makeRoutes;
    private final Supplier<PinholeReceipts> makeReceipts;

    /** These guarded by this. */
    private @Nullable FirewallRoutes routes;

    private @Nullable PinholeReceipts receipts;

    FirewallAccess(Supplier<FirewallRoutes> makeRoutes, Supplier<PinholeReceipts> makeReceipts) {
        this.makeRoutes = makeRoutes;
        this.makeReceipts = makeReceipts;
    }

    /** By known routes and receipts. */
    public FirewallAccess(FirewallRoutes routes, PinholeReceipts receipts) {
        this(() -> routes, () -> receipts);
    }

    /** For this machine, with receipts in the state directory that a property may name. */
    public static FirewallAccess ofThisSystem(UnaryOperator<@Nullable String> properties) {
        return new FirewallAccess(
                FirewallRoutes::ofThisSystem,
                () ->
                        new PinholeReceipts(
                                Clock.systemUTC(),
                                StateHome.directory(properties, STATE, STATE_FOLDER)));
    }

    synchronized FirewallRoutes routes() {
        if (routes == null) {
            routes = makeRoutes.get();
        }
        return routes;
    }

    synchronized PinholeReceipts receipts() {
        if (receipts == null) {
            receipts = makeReceipts.get();
        }
        return receipts;
    }
}
