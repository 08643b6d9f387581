// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.simulator.PxpQuirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.TestNet;
import org.postern.testkit.ManualClock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the router says without being asked, and the epoch. */
@Timeout(60)
class PxpAnnouncementsTest {
    private static final String ANNOUNCE_0 = "0280" + "0".repeat(44);

    private static final String FORMER_ADDRESS_OF_7 = "00800000" + "00000007" + "0b16372d";

    private final ManualClock clock = new ManualClock();
    private final String address = TestNet.ownAddress();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private GroupListener group;

    @BeforeEach
    void listen() throws Exception {
        group = new GroupListener(5350, address);
        open.push(group);
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void start_isAnnouncedOverPcp() throws Exception {
        try (SimulatedRouter router = start()) {
            assertEquals(ANNOUNCE_0, group.next());
            router.setEpoch(9);
            router.announce();
            assertEquals(announce(9), group.next());
            assertEquals("00800000" + "00000009" + "0b16372c", group.next());
        }
    }

    @Test
    void start_isAnnouncedOverNatPmpWherePcpIsNotSpoken() throws Exception {
        start(config().withControl(RouterProtocol.NAT_PMP));
        assertEquals("00800000" + "00000000" + "0b16372c", group.next());
    }

    @Test
    void restart_isAnnouncedAndStartsTheEpochAnew() throws Exception {
        try (SimulatedRouter router = start()) {
            group.next();
            clock.advance(Duration.ofSeconds(7));
            router.announce();
            assertEquals(announce(7), group.next());
            group.next();
            var before = router.pxpAddress();
            router.reboot();
            assertEquals(ANNOUNCE_0, group.next());
            assertEquals(before, router.pxpAddress());
        }
    }

    @Test
    void restartedDaemon_keepsMappingsWithoutTheirLeases() throws Exception {
        SimulatedRouter router = start();
        group.next();
        try (PxpClient client = new PxpClient(router, "127.0.0.1")) {
            String map = client.map(PxpClient.UDP, 7000, 7000, 3600, PxpClient.NONCE);
            client.ask(map);
            clock.advance(Duration.ofSeconds(7));
            router.restartDaemon();
            assertEquals(ANNOUNCE_0, group.next());
            clock.advance(Duration.ofDays(1));
            assertEquals(0, router.mappings().get(0).leaseSeconds());
            client.ask(map);
            assertEquals(3600, router.mappings().get(0).leaseSeconds());
            client.ask(client.map(PxpClient.UDP, 7000, 0, 0, PxpClient.NONCE));
            assertEquals(List.of(), router.mappings());
        }
    }

    @Test
    void restartedDaemon_doesNotShowInAnEpochThatGoesOn() throws Exception {
        SimulatedRouter router = start(PxpQuirk.EPOCH_GOES_ON);
        String before = group.next();
        router.restartDaemon();
        assertEquals(before, group.next());
    }

    /** The epoch in the announcement over NAT-PMP is still the former one. */
    @Test
    void anotherAddress_isAnnouncedTwiceOverPcp_andOverNatPmp() throws Exception {
        try (SimulatedRouter router = start();
                GroupListener former = new GroupListener(5351, address)) {
            group.next();
            clock.advance(Duration.ofSeconds(7));
            router.changeConnection("Connected", "11.22.55.45");
            assertEquals(ANNOUNCE_0, group.next());
            assertEquals(ANNOUNCE_0, group.next());
            assertEquals(FORMER_ADDRESS_OF_7, group.next());
            assertEquals(FORMER_ADDRESS_OF_7, former.next());
        }
    }

    @Test
    void lossOfTheAddress_isAnnouncedOnce_andAnUnchangedOneNot() throws Exception {
        try (SimulatedRouter router = start()) {
            group.next();
            router.changeConnection("Connected", "11.22.55.44");
            router.setEpoch(5);
            router.changeConnection("Disconnected", "");
            assertEquals(ANNOUNCE_0, group.next());
            router.setEpoch(6);
            router.announce();
            assertEquals(announce(6), group.next());
        }
    }

    @Test
    void noAnnouncements_areMade() throws Exception {
        SimulatedRouter router = start(PxpQuirk.NO_ANNOUNCEMENTS);
        router.reboot();
        router.changeConnection("Connected", "11.22.55.45");
        router.reboot(config -> config.withPxpQuirks());
        router.setEpoch(1);
        router.announce();
        assertEquals(ANNOUNCE_0, group.next());
        assertEquals(announce(1), group.next());
    }

    @Test
    void staleAnnouncement_namesTheAddressAlone() throws Exception {
        SimulatedRouter router = start(PxpQuirk.STALE_ANNOUNCEMENT);
        group.next();
        clock.advance(Duration.ofSeconds(7));
        router.changeConnection("Connected", "11.22.55.45");
        assertEquals(FORMER_ADDRESS_OF_7, group.next());
        router.announce();
        assertEquals(announce(7), group.next());
    }

    @Test
    void everything_isAnnouncedThrice() throws Exception {
        start(PxpQuirk.ANNOUNCE_THRICE);
        for (int i = 0; i < 3; i++) {
            assertEquals(ANNOUNCE_0, group.next());
            assertEquals("00800000" + "00000000" + "0b16372c", group.next());
        }
    }

    @Test
    void epoch_countsSecondsAndWraps() throws Exception {
        try (SimulatedRouter router = start();
                PxpClient client = new PxpClient(router, "127.0.0.1")) {
            assertEquals(0, PxpClient.epoch(client.ask("0000")));
            router.setEpoch(0xFFFF_FFFEL);
            assertEquals(0xFFFF_FFFEL, PxpClient.epoch(client.ask(client.announce())));
            clock.advance(Duration.ofSeconds(3));
            assertEquals(1, PxpClient.epoch(client.ask(client.announce())));
        }
    }

    private SimulatedRouter start(PxpQuirk... quirks) throws Exception {
        return start(config().withControl(RouterProtocol.values()).withPxpQuirks(quirks));
    }

    private SimulatedRouter start(RouterConfig config) throws Exception {
        SimulatedRouter router = SimulatedRouter.start(config, clock, line -> {});
        open.push(router);
        return router;
    }

    private RouterConfig config() {
        return TestNet.quiet().withNetworkInterface(address).withExternalAddress("11.22.55.44");
    }

    private static String announce(long epoch) {
        return "02800000" + "00000000" + String.format("%08x", epoch) + "0".repeat(24);
    }
}
