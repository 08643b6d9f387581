// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

class RouteInterfaceTest {
    /** As the system itself would find it. */
    @Test
    void theOneAmongAllInterfaces_isTheOneThatIsFound() throws Exception {
        List<NetworkInterface> all = Collections.list(NetworkInterface.getNetworkInterfaces());
        assertFalse(all.isEmpty());
        for (NetworkInterface each : all) {
            for (RouteInterface via : ways(each)) {
                List<NetworkInterface> matching = all.stream().filter(via::is).toList();
                assertEquals(via.find().map(List::of).orElse(List.of()), matching, "" + via);
            }
        }
    }

    @Test
    void oneThatIsGone_isNone() throws Exception {
        NetworkInterface loopback =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        for (RouteInterface gone :
                List.of(
                        new RouteInterface.Named("gone0"),
                        new RouteInterface.Numbered(1_000_000),
                        new RouteInterface.WithAddress(InetAddress.getByName("192.0.2.7")))) {
            assertEquals(Optional.empty(), gone.find());
            assertFalse(gone.is(loopback));
        }
    }

    private static List<RouteInterface> ways(NetworkInterface to) {
        List<RouteInterface> ways = new ArrayList<>();
        ways.add(new RouteInterface.Named(to.getName()));
        ways.add(new RouteInterface.Numbered(to.getIndex()));
        to.inetAddresses().limit(1).map(RouteInterface.WithAddress::new).forEach(ways::add);
        return ways;
    }
}
