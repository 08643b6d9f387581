// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** How the reference's class finds devices. */
@Timeout(60)
class UpnpDiscoveryTest extends UpnpOnLoopback {
    @Test
    void settingsStartAsInTheReference() {
        Upnp fresh = Upnp.create();
        assertFalse(fresh.discoverIpv6());
        assertEquals(0, fresh.discoverLocalPort());
        assertEquals("", fresh.discoverMulticastInterface());
        fresh.close();
    }

    @Test
    void discover_waitsTheWholeTimeout_andListsOneEntryPerUrl() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        long start = System.nanoTime();
        List<UpnpDevice> found = own(upnp.discover(ENOUGH, 2, Upnp.DEFAULT_FILTER), router);
        assertTrue(System.nanoTime() - start >= ENOUGH.toNanos());
        assertEquals(1, found.size());
        UpnpDevice device = found.get(0);
        assertEquals("urn:schemas-upnp-org:device:InternetGatewayDevice:1", device.searchTarget());
        assertEquals("Simulated router", device.friendlyName());
        assertEquals(IgdStatus.OK, device.igdStatus());
        assertTrue(device.validGateway());
        assertEquals(
                "urn:schemas-upnp-org:service:WANIPConnection:1",
                device.serviceType().orElseThrow());
        assertEquals("127.0.0.1", device.localAddress().orElseThrow().getHostAddress());
        assertTrue(device.controlUrl().orElseThrow().toString().startsWith("http://127.0.0.1:"));
        assertTrue(device.usn().startsWith(router.udn()));
        assertTrue(upnp.deviceCount() >= 1);
    }

    @Test
    void discover_withBadArguments_leavesTheList() throws Exception {
        UpnpDevice known = described(RouterConfig.standard());
        upnp.addDevice(known);
        assertFails(UpnpResult.INVALID_PARAM, () -> upnp.discover(Duration.ofMillis(-1), 2, ""));
        assertFails(UpnpResult.INVALID_PARAM, () -> upnp.discover(SHORT, 256, ""));
        assertFails(UpnpResult.INVALID_PARAM, () -> upnp.discover(SHORT, -1, ""));
        upnp.discoverLocalPort(65536);
        assertFails(UpnpResult.INVALID_PARAM, () -> upnp.discover(SHORT, 2, ""));
        upnp.discoverLocalPort(0);
        upnp.discoverMulticastInterface("nosuch0");
        assertFails(UpnpResult.INVALID_PARAM, () -> upnp.discover(SHORT, 2, ""));
        assertEquals(1, upnp.deviceCount());
    }

    @Test
    void discover_clearsTheList_andFindsNothingThatDoesNotPass() throws Exception {
        upnp.addDevice(described(RouterConfig.standard()));
        assertFails(UpnpResult.NO_DEVICES, () -> upnp.discover(SHORT, 2, "internetgatewaydevice"));
        assertEquals(0, upnp.deviceCount());
    }

    @Test
    void discover_filtersByDeviceTypesToo_andByNothingAtAll() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        assertEquals(1, own(upnp.discover(ENOUGH, 2, "WANConnectionDevice"), router).size());
        assertEquals(1, own(upnp.discover(ENOUGH, 2, ""), router).size());
    }

    @Test
    void discover_fromPort1900_andFromAnother() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        for (int port : List.of(1, 42_424)) {
            upnp.discoverLocalPort(port);
            assertEquals(1, own(upnp.discover(ENOUGH, 2, Upnp.DEFAULT_FILTER), router).size());
        }
    }

    @Test
    void discoverAsync_canBeCancelled() throws Exception {
        upnp.addDevice(described(RouterConfig.standard()));
        CompletableFuture<List<UpnpDevice>> search =
                upnp.discoverAsync(ENDLESS, 2, Upnp.DEFAULT_FILTER);
        assertEquals(0, upnp.deviceCount());
        search.cancel(true);
        assertThrows(CancellationException.class, search::join);
        assertEquals(0, upnp.deviceCount());
    }

    @Test
    void discoverAsync_endsWithTheList_orTheFailure() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard());
        assertEquals(1, own(upnp.discoverAsync(ENOUGH, 2, "").get(), router).size());
        ExecutionException failure =
                assertThrows(
                        ExecutionException.class, () -> upnp.discoverAsync(SHORT, 999, "").get());
        assertEquals(
                UpnpResult.INVALID_PARAM, UpnpResult.of((GatewayException) failure.getCause()));
    }
}
