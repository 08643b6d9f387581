// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.util.List;

@FunctionalInterface
public interface RouteSource {
    /**
     * The default routes of one family, in the order in which the system uses them. Never blocks.
     */
    List<Route> defaults(boolean ipv6);

    /** Ends running queries. */
    default void stop() {}
}
