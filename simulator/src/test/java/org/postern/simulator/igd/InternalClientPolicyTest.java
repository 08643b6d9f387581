// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.LanInterface;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

class ClientPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.4.9, true",
        "192.168.7.200, true",
        "192.168.8.1, false",
        "8.8.8.8, false",
        "127.0.0.1, false",
        "0.0.0.0, false",
        "239.1.1.1, false",
    })
    void onARealNetwork_onlyItsOwnHostsAreForwardedTo(String client, boolean permitted)
            throws Exception {
        LanInterface lan =
                new LanInterface(
                        NetworkInterface.getByName("lo"),
                        Addresses.ipv4("192.168.4.1").orElseThrow(),
                        22,
                        List.of());
        InternalClientPolicy policy =
                new InternalClientPolicy(lan, InetAddress.getByName("192.168.4.1"));
        assertEquals(permitted, policy.permits(Addresses.ipv4(client).orElseThrow(), 80, 8080));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 8080, false",
        "127.0.0.2, 80, true",
        "127.0.0.1, 8080, true",
        "192.168.1.77, 80, true",
    })
    void onLoopback_allButThePortItselfIsForwardedTo(String client, int port, boolean permitted)
            throws Exception {
        InternalClientPolicy policy =
                new InternalClientPolicy(
                        LanInterface.find("lo"), InetAddress.getByName("127.0.0.2"));
        assertEquals(permitted, policy.permits(Addresses.ipv4(client).orElseThrow(), port, 8080));
    }
}
