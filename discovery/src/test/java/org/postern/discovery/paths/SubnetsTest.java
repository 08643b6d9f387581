// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;

class SubnetsTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 192.168.1.200, 24, true",
        "192.168.1.5, 192.168.2.5, 24, false",
        "192.168.1.5, 192.168.2.5, 22, true",
        "192.168.1.5, 192.168.1.4, 31, true",
        "192.168.1.5, 192.168.1.4, 32, false",
        "192.168.1.5, 10.0.0.1, 0, true",
        "fd00::5, fd00::9:1, 64, true",
        "fd00::5, fd00:0:0:1::9, 64, false",
        "fd00::5, 192.168.1.5, 0, false",
        "192.168.1.5, 192.168.1.5, -1, false"
    })
    void neighboursAreToldByTheirPrefix(String one, String other, int prefix, boolean same)
            throws Exception {
        assertEquals(
                same,
                Subnets.sameNetwork(
                        InetAddress.getByName(one), InetAddress.getByName(other), prefix));
    }
}
