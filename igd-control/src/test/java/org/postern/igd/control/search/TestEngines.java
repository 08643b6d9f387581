// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.pinhole.FirewallAccess;
import org.postern.igd.control.pinhole.FirewallRoutes;
import org.postern.igd.control.pinhole.PinholeReceipts;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines as programs have them, which store nothing. */
public final class TestEngines {
    private TestEngines() {}

    /** An engine that has not started anything, with the strategies of the moment. */
    public static UpnpEngine with(Supplier<List<DiscoveryStrategy>> strategies) {
        return new UpnpEngine(strategies, new HttpClient(), firewalls());
    }

    /** What was opened is known to this process alone. */
    public static FirewallAccess firewalls() {
        return new FirewallAccess(
                FirewallRoutes.ofThisSystem(),
                new PinholeReceipts(Clock.systemUTC(), Optional.empty()));
    }
}
