// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.simulator.SsdpProbe.Heard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every router here has a loopback address of its own, so that others do not disturb. */
class SsdpTest {
    private static final String DEVICE = "urn:schemas-upnp-org:device:";
    private static final String SERVICE = "urn:schemas-upnp-org:service:";

    private SimulatedRouter router;
    private SsdpProbe probe;

    @BeforeEach
    void start() throws Exception {
        router = SimulatedRouter.start(config().withIgdVersion(2));
        probe = new SsdpProbe(router.descriptionUrl().toString());
    }

    @AfterEach
    void close() throws Exception {
        probe.close();
        router.close();
    }

    private static RouterConfig config() {
        return RouterConfig.standard()
                .withNetworkInterface(TestNet.ownAddress())
                .withResponseDelay(Duration.ofMillis(1));
    }

    @Test
    void rootDevice_answersWithAllHeaders() throws Exception {
        probe.multicast(search("upnp:rootdevice", 1));
        Heard answer = probe.answer();
        assertEquals("HTTP/1.1 200 OK", answer.startLine());
        assertEquals("upnp:rootdevice", answer.header("ST"));
        assertEquals(router.udn() + "::upnp:rootdevice", answer.header("USN"));
        assertEquals(router.descriptionUrl().toString(), answer.header("LOCATION"));
        assertEquals("max-age=1800", answer.header("CACHE-CONTROL"));
        assertEquals("", answer.header("EXT"));
        assertTrue(answer.header("SERVER").contains("UPnP/1.1"));
        assertTrue(answer.header("BOOTID.UPNP.ORG").matches("\\d+"));
        assertTrue(answer.header("CONFIGID.UPNP.ORG").matches("\\d+"));
        assertTrue(answer.header("DATE").endsWith("GMT"));
        assertEquals(1900, answer.from().getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DEVICE + "InternetGatewayDevice:2",
                DEVICE + "InternetGatewayDevice:1",
                DEVICE + "WANConnectionDevice:1",
                SERVICE + "WANIPConnection:2",
                SERVICE + "WANIPConnection:1",
                SERVICE + "WANCommonInterfaceConfig:1"
            })
    void searchByType_isAnsweredInTheVersionAskedFor(String target) throws Exception {
        probe.multicast(search(target, 2));
        Heard answer = probe.answer();
        assertEquals(target, answer.header("ST"));
        assertTrue(answer.header("USN").endsWith("::" + target));
    }

    @Test
    void searchByUuid_isAnsweredWithTheBareUdn() throws Exception {
        probe.multicast(search(router.udn(), 1));
        assertEquals(router.udn(), probe.answer().header("USN"));
    }

    @Test
    void searchForAll_isAnsweredOncePerTarget() throws Exception {
        probe.multicast(search("ssdp:all", 1));
        Set<String> usns = new TreeSet<>();
        for (int i = 0; i < 9; i++) {
            usns.add(probe.answer().header("USN"));
        }
        assertEquals(9, usns.size());
        probe.multicast(search("upnp:rootdevice", 1));
        assertEquals("upnp:rootdevice", probe.answer().header("ST"));
    }

    @Test
    void searchesThatMayNotBeAnswered_areNot() throws Exception {
        String good = search("upnp:rootdevice", 1);
        List<String> bad =
                List.of(
                        good.replaceFirst("MX: 1\r\n", ""),
                        good.replaceFirst("MX: 1", "MX: soon"),
                        good.replaceFirst("MX: 1", "MX: 0"),
                        good.replaceFirst("\"ssdp:discover\"", "ssdp:discover"),
                        good.replaceFirst("MAN: \"ssdp:discover\"\r\n", ""),
                        good.replaceFirst("M-SEARCH", "SEARCH"),
                        search(DEVICE + "InternetGatewayDevice:3", 1),
                        search(DEVICE + "InternetGatewayDevice:x", 1),
                        search("uuid:someone-else", 1),
                        search(SERVICE + "WANPPPConnection:1", 1));
        for (String search : bad) {
            probe.multicast(search);
        }
        probe.multicast(search(router.udn(), 1));
        // Answers keep the order of their searches, so one to an earlier search would come first.
        assertEquals(router.udn(), probe.answer().header("ST"));
    }

    @Test
    void unicastSearch_needsNoMx() throws Exception {
        String search = search("upnp:rootdevice", 1).replaceFirst("MX: 1\r\n", "");
        probe.unicast(search, router.descriptionUrl().getHost());
        assertEquals("upnp:rootdevice", probe.answer().header("ST"));
    }

    @Test
    void answer_comesNoLaterThanMx() throws Exception {
        RouterConfig patient = config().withResponseDelay(Duration.ofDays(1));
        try (SimulatedRouter slow = SimulatedRouter.start(patient);
                SsdpProbe listener = new SsdpProbe(slow.descriptionUrl().toString())) {
            listener.multicast(search("upnp:rootdevice", 1));
            assertEquals("upnp:rootdevice", listener.answer().header("ST"));
        }
    }

    @Test
    void life_beginsWithByebyeAndAliveAndEndsWithByebye() throws Exception {
        RouterConfig config = config();
        Set<String> targets =
                Set.of(
                        "upnp:rootdevice",
                        config.udn(),
                        DEVICE + "InternetGatewayDevice:1",
                        DEVICE + "WANDevice:1",
                        DEVICE + "WANConnectionDevice:1",
                        SERVICE + "WANCommonInterfaceConfig:1",
                        SERVICE + "WANIPConnection:1");
        try (SsdpProbe listener = SsdpProbe.listening(config.networkInterface())) {
            SimulatedRouter other = SimulatedRouter.start(config);
            assertEquals(targets, named(listener, "ssdp:byebye"));
            assertEquals(targets, named(listener, "ssdp:alive"));
            other.close();
            assertEquals(targets, named(listener, "ssdp:byebye"));
        }
    }

    @Test
    void routersOnOneInterface_allAnswer() throws Exception {
        try (SimulatedRouter second = SimulatedRouter.start(config().withIgdVersion(2));
                SsdpProbe both = new SsdpProbe("")) {
            both.multicast(search("upnp:rootdevice", 1));
            Set<String> waiting = new TreeSet<>(Set.of(router.udn(), second.udn()));
            while (!waiting.isEmpty()) {
                waiting.remove(both.answer().header("USN").replace("::upnp:rootdevice", ""));
            }
        }
    }

    /** Hears nine announcements; the embedded devices' own names are left out. */
    private static Set<String> named(SsdpProbe listener, String nts) throws Exception {
        List<Heard> nine =
                List.of(
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer(),
                        listener.answer());
        nine.forEach(heard -> assertEquals(nts, heard.header("NTS")));
        nine.forEach(heard -> assertEquals("239.255.255.250:1900", heard.header("HOST")));
        String root = nine.get(0).header("USN").replace("::upnp:rootdevice", "");
        return nine.stream()
                .map(heard -> heard.header("NT"))
                .filter(nt -> !nt.startsWith("uuid:") || nt.equals(root))
                .collect(Collectors.toSet());
    }

    private static String search(String target, int mx) {
        return "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n"
                + "MX: "
                + mx
                + "\r\nST: "
                + target
                + "\r\n\r\n";
    }
}
