// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.simulator.SsdpProbe.Heard;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.time.Duration;

/** What a router says of itself unasked, over its lives. Each has an address of its own. */
@Timeout(60)
class AnnouncingTest {
    /** Root, its UDN and type, two devices inside with two each, and a service of each of these. */
    private static final int MESSAGES = 9;

    private final ManualClock clock = new ManualClock();
    private final RouterConfig config =
            RouterConfig.standard().withNetworkInterface(TestNet.ownAddress()).withBootId(7);
    private SsdpProbe probe;

    @BeforeEach
    void listen() throws IOException {
        probe = SsdpProbe.listening(config.networkInterface());
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private SimulatedRouter start(RouterConfig how) throws IOException {
        SimulatedRouter router = SimulatedRouter.start(how, clock, line -> {});
        assertHeard("ssdp:byebye", "7");
        assertHeard("ssdp:alive", "7");
        return router;
    }

    /** One round of messages and nothing between them. */
    private Heard assertHeard(String nts, String bootId) throws IOException {
        Heard last = probe.answer();
        for (int i = 0; i < MESSAGES; i++) {
            assertEquals(nts, last.header("NTS"));
            assertEquals(bootId, last.header("BOOTID.UPNP.ORG"));
            last = i < MESSAGES - 1 ? probe.answer() : last;
        }
        return last;
    }

    @Test
    void alive_isRepeatedWellBeforeHalfOfItsTime() throws Exception {
        try (SimulatedRouter router = start(config.withMaxAge(Duration.ofSeconds(60)))) {
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofSeconds(20));
                Heard alive = assertHeard("ssdp:alive", "7");
                assertEquals("max-age=60", alive.header("CACHE-CONTROL"));
                assertEquals(router.descriptionUrl().toString(), alive.header("LOCATION"));
            }
        }
    }

    @Test
    void announceAndGoodbye_areSaidWhenAskedFor() throws Exception {
        try (SimulatedRouter router = start(config)) {
            router.announce();
            assertHeard("ssdp:alive", "7");
            router.sayGoodbye();
            assertHeard("ssdp:byebye", "7");
            assertTrue(SoapClient.get(router.descriptionUrl()).contains("<root"));
        }
        assertHeard("ssdp:byebye", "7");
    }

    @Test
    void crash_isSilent_andTheNextLifeHasAGreaterBootId() throws Exception {
        try (SimulatedRouter router = start(config)) {
            clock.advance(Duration.ofSeconds(-clock.instant().getEpochSecond()));
            router.crash();
            router.announce();
            router.sayGoodbye();
            router.reboot();
            assertHeard("ssdp:byebye", "8");
            assertHeard("ssdp:alive", "8");
        }
        assertHeard("ssdp:byebye", "8");
    }

    @Test
    void reboot_announcesWhereAndWhoItIsNow() throws Exception {
        try (SimulatedRouter router = start(config)) {
            router.reboot(
                    same ->
                            same.withHttpPort(0)
                                    .withPath("/b")
                                    .withUdn("uuid:other")
                                    .withBootId(99));
            assertTrue(assertHeard("ssdp:byebye", "99").header("USN").startsWith("uuid:"));
            Heard alive = assertHeard("ssdp:alive", "99");
            assertEquals(router.descriptionUrl().toString(), alive.header("LOCATION"));
            assertTrue(alive.header("LOCATION").endsWith("/b/rootDesc.xml"));
        }
    }

    @Test
    void neverAnnounces_saysNothing_andAnswers() throws Exception {
        try (SimulatedRouter quiet =
                        SimulatedRouter.start(config.withQuirks(Quirk.NEVER_ANNOUNCES));
                SsdpProbe asking = new SsdpProbe(quiet.descriptionUrl().toString())) {
            quiet.announce();
            quiet.sayGoodbye();
            asking.multicast(search(quiet.udn()));
            assertEquals(quiet.udn(), asking.answer().header("USN"));
        }
        // The first that is heard from this address is of the router after it.
        start(config).close();
    }

    @Test
    void noBootId_leavesBothIdsOut() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(config.withQuirks(Quirk.NO_BOOT_ID))) {
            Heard heard = assertHeard("ssdp:byebye", "(absent)");
            assertEquals("(absent)", heard.header("CONFIGID.UPNP.ORG"));
            assertHeard("ssdp:alive", "(absent)");
            assertTrue(router.descriptionUrl().getPort() > 0);
        }
    }

    @Test
    void byebyeFirst_comesBeforeEachAlive() throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(config.withQuirks(Quirk.BYEBYE_FIRST))) {
            assertHeard("ssdp:byebye", "7");
            for (int i = 0; i < MESSAGES; i++) {
                Heard bye = probe.answer();
                assertEquals("ssdp:byebye", bye.header("NTS"));
                assertEquals("(absent)", bye.header("LOCATION"));
                Heard alive = probe.answer();
                assertEquals("ssdp:alive", alive.header("NTS"));
                assertEquals(bye.header("USN"), alive.header("USN"));
                assertEquals(router.descriptionUrl().toString(), alive.header("LOCATION"));
            }
        }
    }

    @Test
    void flood_keepsNobodyFromAnAnswer() throws Exception {
        try (SimulatedRouter router = start(config);
                SsdpProbe flood = new SsdpProbe("");
                SsdpProbe asking = new SsdpProbe(router.descriptionUrl().toString())) {
            for (int i = 0; i < 30_000; i++) {
                flood.multicast(
                        "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\nUSN: uuid:" + i + "\r\n\r\n");
                flood.unicast("\u0000".repeat(i % 1000), router.descriptionUrl().getHost());
            }
            Heard answer = asking.answerTo(search(router.udn()), router.descriptionUrl().getHost());
            assertEquals(router.udn(), answer.header("USN"));
        }
    }

    private static String search(String target) {
        return "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: "
                + target
                + "\r\n\r\n";
    }
}
