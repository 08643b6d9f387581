// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.search.Worth;

import java.time.Duration;
import java.util.List;

/** Floods of announcements, 10,000 a second for 20 seconds, and a real one among them. */
class FloodTest {
    private static final int SECONDS = 20;
    private static final int A_SECOND = 10_000;
    private static final String URL = "http://192.168.1.1:5000/desc.xml";

    private final World world = new World();
    private final FakeRouter router = FakeRouter.usual();

    private interface Flood {
        Saying datagram(int number);
    }

    @Test
    void fromOneHost_costsNextToNothing() {
        watching();
        int reads = flood(i -> lie(i, "192.168.1.66"));

        assertTrue(reads <= 40, "readings: " + reads);
    }

    @Test
    void fromAllHosts_costsLittle() {
        watching();
        int reads = flood(i -> lie(i, "192.168.1." + (20 + i % 200)));

        assertTrue(reads <= SECONDS * 6, "readings: " + reads);
    }

    @Test
    void ofOtherDevices_costsNothing() {
        watching();

        assertEquals(
                0, flood(i -> lie(i, "192.168.1.66").about("urn:schemas-upnp-org:device:TV:1")));
    }

    /** With its sender feigned, its UDN known, and a new place each time. */
    @Test
    void inTheNameOfAKnownGateway_costsLittle() {
        watching();
        int reads = flood(i -> Saying.alive("uuid:one", "http://192.168.1.1:" + (i % 9000 + 6000)));

        assertTrue(reads <= SECONDS * 6, "readings: " + reads);
        assertEquals(1, world.told.gateways().size());
    }

    @Test
    void inTheNameOfAKnownGateway_withManyBootIds_costsAFewReadings() {
        watching();
        int reads = flood(i -> Saying.alive(router).booted(i));

        assertTrue(reads <= SECONDS / 3 + 2, "readings: " + reads);
        assertEquals(1, world.told.gateways().size());
    }

    /** On loopback the flood comes from the router's own address. */
    @Test
    void fromTheRoutersOwnAddress_itsRestartIsNoticedWithinFiveSeconds() {
        watching();
        world.hear(Saying.alive(router).booted(5).now());
        world.passSeconds(10);
        flood(i -> lie(i, "192.168.1.1"), SECONDS);
        world.told.take();
        world.hear(Saying.alive(router).booted(6).now());
        flood(i -> lie(i, "192.168.1.1"), 5);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), world.told.take());
    }

    @Test
    void fromTheRoutersOwnAddress_itsNewPortIsFoundWithinFiveSeconds() {
        watching();
        flood(i -> lie(i, "192.168.1.1"), 5);
        world.remove(router);
        FakeRouter moved = new FakeRouter("http://192.168.1.1:7/desc.xml").silent();
        world.put(moved);
        world.hear(Saying.alive(moved).now());
        flood(i -> lie(i, "192.168.1.1"), 5);

        assertEquals(
                List.of("added http://192.168.1.1:7/desc.xml 203.0.113.7 #0", "removed " + URL),
                world.told.take());
    }

    @Test
    void fromOneHost_aNewGatewayIsFoundWithinFiveSeconds() {
        watching();
        flood(i -> lie(i, "192.168.1.66"), 5);
        FakeRouter other = new FakeRouter("http://192.168.1.2:80/x").named("uuid:two").silent();
        world.put(other);
        world.hear(Saying.alive(other).now());
        flood(i -> lie(i, "192.168.1.66"), 5);

        assertEquals(2, world.told.gateways().size());
    }

    /** What they lead to says that it may become a gateway. */
    @Test
    void ofDevicesThatAreNoGatewaysYet_knownOnesAreNotForgotten() {
        watching();
        for (int host = 20; host < 220; host++) {
            FakeRouter other =
                    new FakeRouter("http://192.168.1." + host + ":80/x")
                            .named("uuid:" + host)
                            .silent()
                            .worth(Worth.OFFLINE);
            world.put(other);
            world.hear(Saying.alive(other).now());
            world.passSeconds(1);
        }
        world.remove(router);
        world.pass(World.POLL.plusSeconds(10));
        assertEquals(List.of(), world.told.gateways());
        world.put(FakeRouter.usual().silent());
        world.passSeconds(10);

        assertEquals(1, world.told.gateways().size());
    }

    private void watching() {
        world.put(router);
        world.watching();
        world.passSeconds(5);
        world.told.take();
    }

    private static Saying lie(int number, String host) {
        return Saying.alive("uuid:" + number, "http://" + host + ":80/" + number);
    }

    private int flood(Flood flood) {
        return flood(flood, SECONDS);
    }

    /** How many descriptions were read. */
    private int flood(Flood flood, int seconds) {
        int before = world.reads();
        int most = 0;
        for (int i = 0; i < seconds * A_SECOND; i++) {
            world.hear(flood.datagram(i).now());
            if (i % 100 == 0) {
                world.pass(Duration.ofMillis(10));
                most = Math.max(most, world.tasks());
            }
        }
        assertTrue(most < 100, "tasks waiting: " + most);
        return world.reads() - before;
    }
}
