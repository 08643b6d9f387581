// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;

/** Default routes from the output of the system's command. */
final class CommandRoutes implements RouteSource {
    private final RouteCommands commands;
    private final CachedRoutes ipv4;
    private final CachedRoutes ipv6;

    CommandRoutes(RouteCommands commands) {
        this.commands = commands;
        ipv4 = new CachedRoutes(() -> commands.run(false), System::nanoTime);
        ipv6 = new CachedRoutes(() -> commands.run(true), System::nanoTime);
    }

    /** The result of a command is available on a later call. */
    @Override
    public List<Route> defaults(boolean forIpv6) {
        return (forIpv6 ? ipv6 : ipv4).get();
    }

    /** Awaits the command. */
    List<Route> await(boolean forIpv6) throws InterruptedException {
        try {
            return commands.run(forIpv6);
        } catch (IOException e) {
            System.getLogger(CommandRoutes.class.getName())
                    .log(Level.DEBUG, "The default gateway is unknown: " + e.getMessage() + ".");
            return List.of();
        }
    }

    @Override
    public void stop() {
        ipv4.stop();
        ipv6.stop();
    }
}
