// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.util.List;

/** Where default routes are known from. */
@FunctionalInterface
interface Routes {
    /** The default routes of one family, the one that is used first at the front. Never blocks. */
    List<Route> defaults(boolean ipv6);

    /** Ends what runs to find them. */
    default void stop() {}
}
