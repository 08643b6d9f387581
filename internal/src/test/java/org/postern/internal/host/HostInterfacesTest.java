// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

class HostInterfacesTest {
    @Test
    void allButLoopbackAreListed() throws Exception {
        List<String> names = HostInterfaces.all().stream().map(HostInterface::name).toList();
        List<String> expected =
                NetworkInterface.networkInterfaces()
                        .filter(each -> !isLoopback(each))
                        .map(NetworkInterface::getName)
                        .toList();
        assertEquals(expected, names);
    }

    private static boolean isLoopback(NetworkInterface each) {
        try {
            return each.isLoopback();
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stateAndAddressesAreRead() throws Exception {
        InetAddress own = InetAddress.getByName("127.0.0.1");
        HostInterface loopback = HostInterfaces.of(NetworkInterface.getByInetAddress(own));
        assertTrue(loopback.up());
        assertTrue(loopback.addresses().contains(own));
        assertFalse(loopback.tunnel());
    }
}
