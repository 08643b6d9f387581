// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The reference's class, in plain Java on the class path, against simulated routers on loopback.
 */
@Timeout(60)
class UpnpTest extends UpnpOnLoopback {
    @Test
    void anInterruptEndsACallAtOnce() throws Exception {
        assertInterruptible(() -> upnp.discover(ENDLESS, 2, ""));
        SimulatedRouter mute = router(RouterConfig.standard().withQuirks(Quirk.MUTE));
        assertInterruptible(() -> upnp.describe(mute.descriptionUrl()));
    }

    @Test
    void theListIsTheUsersOwn() throws Exception {
        UpnpDevice none = described(RouterConfig.standard().withQuirks(Quirk.NO_GATEWAY));
        UpnpDevice router = described(RouterConfig.standard());
        assertEquals(0, upnp.deviceCount());
        assertTrue(upnp.gateway().isEmpty());
        upnp.addDevice(none);
        upnp.addDevice(router);
        assertEquals(router, upnp.gateway().orElseThrow());
        assertEquals(none, upnp.device(0));
        upnp.setDevice(0, router);
        assertEquals(router, upnp.device(0));
        upnp.removeDevice(0);
        assertEquals(1, upnp.deviceCount());
        for (int bad : List.of(-1, 1)) {
            assertThrows(IndexOutOfBoundsException.class, () -> upnp.device(bad));
            assertThrows(IndexOutOfBoundsException.class, () -> upnp.setDevice(bad, none));
            assertThrows(IndexOutOfBoundsException.class, () -> upnp.removeDevice(bad));
        }
        assertEquals(1, upnp.deviceCount());
        upnp.clearDevices();
        assertEquals(0, upnp.deviceCount());
    }

    @Test
    void withoutAGateway_callsSayNoGateway_butBadArgumentsFirst() {
        assertFails(UpnpResult.NO_GATEWAY, () -> upnp.addPortMapping(40100));
        assertFails(UpnpResult.NO_GATEWAY, () -> upnp.deletePortMapping(40100));
        assertFails(UpnpResult.NO_GATEWAY, () -> upnp.externalAddress());
        assertFails(UpnpResult.INVALID_PORT, () -> upnp.addPortMapping(0));
        assertFails(UpnpResult.INVALID_PORT, () -> upnp.deletePortMapping(65536));
        assertFails(
                UpnpResult.INVALID_DURATION,
                () -> upnp.addPortMapping(1, 0, "", Protocol.TCP, Duration.ofSeconds(60)));
    }

    @Test
    void mapping_defaultsToUdpPermanentAndTheSamePort() throws Exception {
        upnp.addDevice(described(RouterConfig.standard()));
        PortMapping held = upnp.addPortMapping(40101);
        assertEquals(Protocol.UDP, held.protocol());
        assertEquals(40101, held.internalPort());
        assertEquals(Duration.ZERO, held.lease());
        assertEquals("203.0.113.7", upnp.externalAddress().getHostAddress());
        upnp.deletePortMapping(40101);
        assertFails(UpnpResult.PORT_MAPPING_NOT_FOUND, () -> upnp.deletePortMapping(40101));
    }

    @Test
    void eachDeviceMapsOnItself() throws Exception {
        UpnpDevice first = described(RouterConfig.standard());
        UpnpDevice second = described(RouterConfig.standard().withIgdVersion(2));
        PortMapping held =
                second.addPortMapping(40102, 40103, "x", Protocol.TCP, Duration.ofSeconds(120));
        assertEquals(40103, held.internalPort());
        assertEquals(List.of(), routers.get(0).mappings());
        assertEquals(1, routers.get(1).mappings().size());
        assertFails(UpnpResult.PORT_MAPPING_NOT_FOUND, () -> first.deletePortMapping(40102));
        second.deletePortMapping(40102, Protocol.TCP);
    }

    @Test
    void verdictsOnDevicesThatAreNoGateway() throws Exception {
        assertVerdict(
                IgdStatus.NO_IGD, described(RouterConfig.standard().withQuirks(Quirk.NO_GATEWAY)));
        assertVerdict(
                IgdStatus.DISCONNECTED,
                described(RouterConfig.standard().withQuirks(Quirk.DISCONNECTED)));
        SimulatedRouter gone = router(RouterConfig.standard());
        gone.close();
        assertVerdict(IgdStatus.HTTP_ERROR, upnp.describe(gone.descriptionUrl()));
    }

    @Test
    void aGatewayThatIsNotValidCanBeAskedWhy() throws Exception {
        UpnpDevice router = described(RouterConfig.standard().withQuirks(Quirk.DISCONNECTED));
        assertEquals("Disconnected", router.gateway().orElseThrow().status().status());
        assertTrue(
                described(RouterConfig.standard().withQuirks(Quirk.NO_GATEWAY))
                        .gateway()
                        .isEmpty());
    }

    @Test
    void inspect_tellsARefusedConnection() throws Exception {
        SimulatedRouter gone = router(RouterConfig.standard());
        gone.close();
        GatewayException failure =
                assertThrows(GatewayException.class, () -> upnp.inspect(gone.descriptionUrl()));
        assertEquals(Reason.UNREACHABLE, failure.reason());
        assertTrue(
                Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(ConnectException.class::isInstance));
    }

    @Test
    void aPrivateExternalAddressIsStillOk() throws Exception {
        UpnpDevice router = described(RouterConfig.standard().withQuirks(Quirk.PRIVATE_ADDRESS));
        assertEquals(IgdStatus.OK, router.igdStatus());
        assertEquals("10.0.0.2", router.externalAddress().getHostAddress());
    }

    @Test
    void aConnectedRouterWithoutAnAddressSaysSo() throws Exception {
        for (String nothing : List.of("", "0.0.0.0")) {
            UpnpDevice router = described(RouterConfig.standard().withExternalAddress(nothing));
            assertEquals(IgdStatus.OK, router.igdStatus());
            assertFails(UpnpResult.ACTION_FAILED, router::externalAddress);
        }
    }

    @Test
    void inspect_readsTheDescriptionAlone() throws Exception {
        SimulatedRouter router = router(RouterConfig.standard().withQuirks(Quirk.DISCONNECTED));
        assertTrue(upnp.inspect(router.descriptionUrl()).isGateway());
        assertEquals(1, router.requests().size());
    }

    @Test
    void close_leavesNoThread() throws Exception {
        Upnp other = Upnp.create();
        other.discoverMulticastInterface("lo");
        CompletableFuture<List<UpnpDevice>> search = other.discoverAsync(ENDLESS, 2, "");
        other.close();
        other.close();
        assertTrue(search.isDone());
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.matches("postern-(ssdp|http|igd)"))
                        .toList());
    }

    private static void assertVerdict(IgdStatus status, UpnpDevice device) {
        assertEquals(status, device.igdStatus());
        assertFalse(device.validGateway());
        assertFails(UpnpResult.INVALID_GATEWAY, () -> device.addPortMapping(40104));
        assertFails(UpnpResult.INVALID_GATEWAY, () -> device.deletePortMapping(40104));
        assertFails(UpnpResult.INVALID_GATEWAY, device::externalAddress);
    }

    private static void assertInterruptible(Executable call) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            running.countDown();
                            try {
                                call.execute();
                                ended.complete(new AssertionError("not interrupted"));
                            } catch (Throwable e) {
                                ended.complete(e);
                            }
                        });
        caller.start();
        running.await();
        caller.interrupt();
        assertEquals(InterruptedException.class, ended.join().getClass());
    }
}
