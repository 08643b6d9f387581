// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.discovery.support.FakeDevice;
import org.postern.discovery.support.Loopback;

import java.net.InetSocketAddress;
import java.util.List;

class MulticastPathsTest {
    @ParameterizedTest
    @CsvSource({
        "false, true, false, true, true", // an ordinary one
        "false, true, true, true, false", // loopback
        "false, true, false, false, false", // a tunnel that cannot multicast
        "false, false, false, true, false", // down
        "true, true, true, false, true", // loopback, chosen
        "true, true, false, false, true", // a tunnel, chosen
        "true, false, false, true, false" // chosen, but down
    })
    void interfacesAreUsable(
            boolean chosen, boolean up, boolean loopback, boolean multicast, boolean usable) {
        assertEquals(usable, MulticastPaths.usable(chosen, up, loopback, multicast));
    }

    @Test
    void aChosenInterfaceIsSearchedFromItsAddresses() throws Exception {
        List<NetworkPath> paths = new MulticastPaths(Loopback.chosen(), false, 1900).find();
        NetworkPath first = paths.get(0);
        assertEquals("127.0.0.1 (" + FakeDevice.loopback().getName() + ")", first.origin());
        assertEquals(
                List.of(new InetSocketAddress("239.255.255.250", 1900)),
                first.destinations().stream().map(Destination::address).toList());
    }
}
