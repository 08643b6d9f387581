// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.control.Standing;

import java.time.Duration;
import java.util.List;

/** Floods of announcements, 10,000 a second for 20 seconds, and a real one among them. */
class FloodTest {
    private static final int SECONDS = 20;
    private static final int A_SECOND = 10_000;
    private static final String URL = "http://192.168.1.1:5000/desc.xml";

    private final TestEnvironment network = new TestEnvironment();
    private final WatchedRouter router = WatchedRouter.usual();

    private interface Flood {
        AnnouncementBuilder datagram(int number);
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
        int reads =
                flood(
                        i ->
                                AnnouncementBuilder.alive(
                                        "uuid:one", "http://192.168.1.1:" + (i % 9000 + 6000)));

        assertTrue(reads <= SECONDS * 6, "readings: " + reads);
        assertEquals(1, network.calls.gateways().size());
    }

    @Test
    void inTheNameOfAKnownGateway_withManyBootIds_costsAFewReadings() {
        watching();
        int reads = flood(i -> AnnouncementBuilder.alive(router).booted(i));

        assertTrue(reads <= SECONDS / 3 + 2, "readings: " + reads);
        assertEquals(1, network.calls.gateways().size());
    }

    /** On loopback the flood comes from the router's own address. */
    @Test
    void fromTheRoutersOwnAddress_itsRestartIsNoticedWithinFiveSeconds() {
        watching();
        network.hear(AnnouncementBuilder.alive(router).booted(5).now());
        network.passSeconds(10);
        flood(i -> lie(i, "192.168.1.1"), SECONDS);
        network.calls.take();
        network.hear(AnnouncementBuilder.alive(router).booted(6).now());
        flood(i -> lie(i, "192.168.1.1"), 5);

        assertEquals(List.of("changed " + URL + " 203.0.113.7 #1"), network.calls.take());
    }

    @Test
    void fromTheRoutersOwnAddress_itsNewPortIsFoundWithinFiveSeconds() {
        watching();
        flood(i -> lie(i, "192.168.1.1"), 5);
        network.remove(router);
        WatchedRouter moved = new WatchedRouter("http://192.168.1.1:7/desc.xml").silent();
        network.put(moved);
        network.hear(AnnouncementBuilder.alive(moved).now());
        flood(i -> lie(i, "192.168.1.1"), 5);

        assertEquals(
                List.of("added http://192.168.1.1:7/desc.xml 203.0.113.7 #0", "removed " + URL),
                network.calls.take());
    }

    @Test
    void fromOneHost_aNewGatewayIsFoundWithinFiveSeconds() {
        watching();
        flood(i -> lie(i, "192.168.1.66"), 5);
        WatchedRouter other =
                new WatchedRouter("http://192.168.1.2:80/x").named("uuid:two").silent();
        network.put(other);
        network.hear(AnnouncementBuilder.alive(other).now());
        flood(i -> lie(i, "192.168.1.66"), 5);

        assertEquals(2, network.calls.gateways().size());
    }

    /** What they lead to says that it may become a gateway. */
    @Test
    void ofDevicesThatAreNoGatewaysYet_knownOnesAreNotForgotten() {
        watching();
        for (int host = 20; host < 220; host++) {
            WatchedRouter other =
                    new WatchedRouter("http://192.168.1." + host + ":80/x")
                            .named("uuid:" + host)
                            .silent()
                            .standing(Standing.DISCONNECTED);
            network.put(other);
            network.hear(AnnouncementBuilder.alive(other).now());
            network.passSeconds(1);
        }
        network.remove(router);
        network.pass(TestEnvironment.POLL.plusSeconds(10));
        assertEquals(List.of(), network.calls.gateways());
        network.put(WatchedRouter.usual().silent());
        network.passSeconds(10);

        assertEquals(1, network.calls.gateways().size());
    }

    private void watching() {
        network.put(router);
        network.watching();
        network.passSeconds(5);
        network.calls.take();
    }

    private static AnnouncementBuilder lie(int number, String host) {
        return AnnouncementBuilder.alive("uuid:" + number, "http://" + host + ":80/" + number);
    }

    private int flood(Flood flood) {
        return flood(flood, SECONDS);
    }

    /** How many descriptions were read. */
    private int flood(Flood flood, int seconds) {
        int before = network.reads();
        int most = 0;
        for (int i = 0; i < seconds * A_SECOND; i++) {
            network.hear(flood.datagram(i).now());
            if (i % 100 == 0) {
                network.pass(Duration.ofMillis(10));
                most = Math.max(most, network.tasks());
            }
        }
        assertTrue(most < 100, "tasks waiting: " + most);
        return network.reads() - before;
    }
}
