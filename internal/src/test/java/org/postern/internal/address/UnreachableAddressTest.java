// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.Optional;

class UnreachableAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"11.22.66.44", "203.0.113.7", "2001:db8::5", "2a00::1"})
    void ofAnAddressOfTheInternet_nothingIsSaid(String address) throws Exception {
        assertEquals(Optional.empty(), UnreachableAddress.warning(InetAddress.getByName(address)));
    }

    /** No router of the user can open a port there. */
    @ParameterizedTest
    @ValueSource(strings = {"100.64.0.2", "100.127.255.254"})
    void carrierNat_isTheProviders(String address) throws Exception {
        String warning = warning(address);

        assertTrue(warning.contains("carrier-grade NAT"), warning);
        assertTrue(warning.contains("IPv6"), warning);
        assertFalse(warning.contains("another router"), warning);
    }

    @Test
    void dsLite_isNamed() throws Exception {
        String warning = warning("192.0.0.2");

        assertTrue(warning.contains("DS-Lite"), warning);
        assertTrue(warning.contains("IPv6"), warning);
        assertFalse(warning.contains("another router"), warning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.2", "172.16.0.2", "192.168.1.2", "198.18.0.2"})
    void aPrivateAddress_isThatOfAnotherRoutersNetwork(String address) throws Exception {
        assertTrue(warning(address).contains("another router"));
    }

    @Test
    void anAddressThatTheRouterGaveItself_isNamed() throws Exception {
        assertTrue(warning("169.254.3.4").contains("gave itself"));
    }

    private static String warning(String address) throws Exception {
        String warning = UnreachableAddress.warning(InetAddress.getByName(address)).orElseThrow();
        assertTrue(warning.contains(address), warning);
        return warning;
    }
}
