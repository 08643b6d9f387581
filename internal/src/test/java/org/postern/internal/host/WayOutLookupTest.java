// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;

class WayOutLookupTest {
    @Test
    void theWayToThisMachineIsItsLoopback() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        WayOut way = WayOutLookup.towards(loopback);
        assertEquals(WayOut.State.LEAVES, way.state());
        assertEquals(Optional.of(loopback), way.source());
        assertEquals(NetworkInterface.getByInetAddress(loopback).getName(), way.networkInterface());
        assertFalse(way.tunnel());
    }

    @Test
    void theWayToTheInternetIsFromAnAddressOfThisMachine_orThereIsNone() throws Exception {
        WayOut way = WayOutLookup.toInternet();
        assertNotEquals(WayOut.State.NOT_MEASURED, way.state());
        assertEquals(way.state() == WayOut.State.LEAVES, way.source().isPresent());
        assertEquals(way.source(), WayOutLookup.sourceToInternet());
        if (way.source().isPresent()) {
            assertTrue(NetworkInterface.getByInetAddress(way.source().get()) != null);
        }
    }

    /** An interrupt closes the socket, which is no sign of a missing route. */
    @Test
    void anInterruptSaysNothingOfTheWay() throws Exception {
        Thread.currentThread().interrupt();
        WayOut way = WayOutLookup.towards(InetAddress.getByName("127.0.0.1"));
        assertTrue(Thread.interrupted());
        assertNotEquals(WayOut.State.NO_ROUTE, way.state());
    }
}
