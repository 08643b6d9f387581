// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;

@Timeout(60)
class SystemRoutesTest {
    @Test
    void routesOfThisMachineCanBeRead() {
        SystemRoutes routes = new SystemRoutes();
        routes.defaults(false).forEach(each -> assertTrue(each.metric() >= 0));
        routes.defaults(true).forEach(each -> assertTrue(each.metric() >= 0));
        routes.stop();
        assertFalse(RouteThreads.lives());
    }

    /** As on a system without the command: the other strategies carry on. */
    @Test
    void whereTheCommandIsMissing_noRouteIsKnown() throws Exception {
        RouteCommands missing = RouteCommands.of("Windows 11", name -> "/nowhere", path -> false);
        SystemRoutes routes = new SystemRoutes(Optional.of(new CommandRoutes(missing)));
        assertEquals(List.of(), routes.defaults(false));
        RouteThreads.awaitEnd();
        assertEquals(List.of(), routes.defaults(false));
        routes.stop();
    }
}
