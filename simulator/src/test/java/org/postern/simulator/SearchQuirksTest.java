// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Each profile does what its line says. Every router has a loopback address of its own. */
class SearchQuirksTest {
    private static final String IGD = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";
    private static final String IP = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final String PPP = "urn:schemas-upnp-org:service:WANPPPConnection:1";
    private static final String ROOT = "upnp:rootdevice";
    private static final String UNICAST_WITH_MX = "with MX";
    private static final String UNICAST = "without MX";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "odd-headers, '(?s).*\\r\\nlOCATION:http.*'",
        "odd-headers, '(?s).*\\r\\ncACHE-CONTROL:max-age = 1800\\r\\n.*'",
        "bare-headers, '(?s)(?!.*\\r\\nEXT)(?!.*\\r\\nDATE).*\\r\\nSERVER: \\r\\n.*'",
        "trailing-blank, '(?s)HTTP/1.1 200 OK \\r\\n.*'",
        "unterminated, '(?s).*\\r\\nCONFIGID.UPNP.ORG: \\d+\\x00\\x00\\x00'",
        "line-feeds, '(?s)[^\\r]*\\n\\n'",
        "short-lived, '(?s).*\\r\\nCACHE-CONTROL: max-age=30\\r\\n.*'",
        "loopback-location, '(?s).*\\r\\nLOCATION: http://\\[::1]:\\d+/rootDesc.xml\\r\\n.*'",
        "link-local-location, '(?s).*\\r\\nLOCATION: http://\\[fe80::1]:\\d+/rootDesc.xml\\r\\n.*'",
        "ipv6-location, '(?s).*\\r\\nLOCATION: http://\\[2001:db8::1]:\\d+/rootDesc.xml\\r\\n.*'",
        "other-own-address, '(?s).*\\r\\nLOCATION: http://192.168.254.1:\\d+/rootDesc.xml\\r\\n.*'",
        "name-location, '(?s).*\\r\\nLOCATION: http://router.lan:\\d+/rootDesc.xml\\r\\n.*'",
        "no-uuid, '(?s).*\\r\\nUSN: uuid:upnp:InternetGatewayDevice-1_0-::urn.*'",
        "unversioned, '(?s).*\\r\\nST: urn:[\\w:-]*:InternetGatewayDevice:\\r\\n.*'",
        "unversioned, '(?s).*\\r\\nUSN: uuid:[^:]*::urn:[\\w:-]*:InternetGatewayDevice:\\r\\n.*'",
        "foreign-host, '(?s).*\\r\\nHOST: \\[FF02::C]:1900\\r\\n.*'",
        "boot-id-1, '(?s).*\\r\\nBOOTID.UPNP.ORG: 1\\r\\n.*'"
    })
    void messagesAreWrittenAsTheLineSays(String quirk, Pattern written) throws Exception {
        String text = first(start(Quirk.named(quirk).orElseThrow()), IGD);
        assertTrue(written.matcher(text).matches(), text);
        String standard = first(start(), IGD);
        assertFalse(written.matcher(standard).matches(), standard);
    }

    @Test
    void announcementsAreWrittenInTheSameWay() throws Exception {
        RouterConfig config = config().withQuirks(Quirk.TRAILING_BLANK, Quirk.BOOT_ID_1);
        SsdpProbe probe = keep(SsdpProbe.listening(config.networkInterface()));
        keep(SimulatedRouter.start(config));
        String text = probe.text(config.networkInterface());
        assertTrue(text.startsWith("NOTIFY * HTTP/1.1 \r\n"), text);
        assertTrue(text.contains("\r\nBOOTID.UPNP.ORG: 1\r\n"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "multicast-only, " + UNICAST_WITH_MX,
        "multicast-only, " + UNICAST,
        "mx-required, " + UNICAST
    })
    void searchesSentToItAloneAreIgnored(String quirk, String kind) throws Exception {
        SimulatedRouter router = start(Quirk.named(quirk).orElseThrow());
        SsdpProbe probe = keep(new SsdpProbe(""));
        String mx = kind.equals(UNICAST) ? "" : "MX: 1\r\n";
        probe.unicast(search(IGD, mx), host(router));
        // Answers keep the order of their searches.
        probe.multicast(search(ROOT, "MX: 1\r\n"));
        assertTrue(probe.text(host(router)).contains("\r\nST: " + ROOT));
    }

    @Test
    void unicastOnly_ignoresTheGroup() throws Exception {
        SimulatedRouter router = start(Quirk.UNICAST_ONLY);
        SsdpProbe probe = asking(IGD);
        // One thread reads both sockets; only the order of what it hears at once is open.
        for (int i = 0; i < 5; i++) {
            probe.unicast(search(ROOT, ""), host(router));
            assertTrue(probe.text(host(router)).contains("\r\nST: " + ROOT));
        }
    }

    @Test
    void hostIsGroup_ignoresSearchesWithItsOwnAddress() throws Exception {
        SimulatedRouter router = start(Quirk.HOST_IS_GROUP);
        SsdpProbe probe = keep(new SsdpProbe(""));
        probe.unicast(search(IGD, "HOST: " + host(router) + ":1900\r\n"), host(router));
        // Answers keep the order of their searches.
        probe.unicast(search(ROOT, "HOST: 239.255.255.250:1900\r\n"), host(router));
        assertTrue(probe.text(host(router)).contains("\r\nST: " + ROOT));
    }

    @Test
    void notFrom1900_ignoresThatPortAlone() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        RouterConfig config = config().withQuirks(Quirk.NOT_FROM_1900);
        SimulatedRouter router =
                keep(SimulatedRouter.start(config, Clock.systemUTC(), events::add));
        SsdpProbe odd = keep(SsdpProbe.from(1900));
        SsdpProbe probe = keep(new SsdpProbe(""));
        odd.multicast(search(IGD, "MX: 1\r\n"));
        probe.multicast(search(ROOT, "MX: 1\r\n"));
        probe.text(host(router));
        assertTrue(events.stream().anyMatch(event -> event.contains(ROOT)), events.toString());
        assertFalse(
                events.stream().anyMatch(event -> event.endsWith("127.0.0.1:1900")),
                events.toString());
    }

    @Test
    void firstDeviceOnly_hidesTheGatewayFromSearchesForEverything() throws Exception {
        SimulatedRouter router = start(Quirk.FIRST_DEVICE_ONLY);
        SsdpProbe probe = keep(new SsdpProbe(""));
        for (String everything : List.of("ssdp:all", ROOT)) {
            probe.multicast(search(everything, "MX: 1\r\n"));
        }
        probe.multicast(search(IGD, "MX: 1\r\n"));
        for (int i = 0; i < 4; i++) {
            String wifi = probe.text(host(router));
            assertTrue(wifi.contains("/wfa.xml\r\n"), wifi);
        }
        assertTrue(probe.text(host(router)).contains("/rootDesc.xml\r\n"));
    }

    @Test
    void wifiDeviceBeside_hasADescriptionOfItsOwn() throws Exception {
        SimulatedRouter router = start(Quirk.WIFI_DEVICE_BESIDE);
        assertHeard(router, ROOT, "/wfa.xml\r\n", "/rootDesc.xml\r\n");
        String wifi = SoapClient.get(router.descriptionUrl().resolve("/wfa.xml"));
        assertTrue(wifi.contains("WFADevice:1") && !wifi.contains("WANIPConnection"), wifi);
    }

    @Test
    void sameUuid_isTheSameOnAllRouters_alsoInTheirDescriptions() throws Exception {
        SimulatedRouter one = start(Quirk.SAME_UUID);
        SimulatedRouter other = start(Quirk.SAME_UUID);
        assertEquals(one.udn(), other.udn());
        String description = SoapClient.get(one.descriptionUrl());
        assertEquals(description, SoapClient.get(other.descriptionUrl()));
        assertTrue(description.contains("<UDN>" + one.udn() + "</UDN>"), description);
    }

    @Test
    void plainText_comesFirst_atTheBareAddress() throws Exception {
        SimulatedRouter router = start(Quirk.PLAIN_TEXT);
        String bare = "http://" + router.descriptionUrl().getRawAuthority();
        assertHeard(router, IGD, "\r\nLOCATION: " + bare + "\r\n", "/rootDesc.xml\r\n");
        assertEquals("status=ok", SoapClient.get(URI.create(bare + "/")));
    }

    @Test
    void noise_comesBeforeEachAnswer() throws Exception {
        assertHeard(
                start(Quirk.NOISE),
                IGD,
                "\r\nST: hnap:GatewayWithWiFi\r\n",
                "\r\nST: roku:ecp\r\n",
                "M-SEARCH * HTTP/1.1\r\n",
                "\u07ad\u07ee",
                "\r\nST: " + IGD + "\r\n");
    }

    @Test
    void emptyLocation_comesFirst_thenAByebye_thenTheAnswer() throws Exception {
        assertHeard(
                start(Quirk.EMPTY_LOCATION),
                IGD,
                "\r\nLOCATION: \r\n",
                "\r\nNTS: ssdp:byebye\r\nLOCATION:\r\n",
                "/rootDesc.xml\r\n");
    }

    @Test
    void pppAnnounced_isFoundAsPppButDescribesIp() throws Exception {
        SimulatedRouter router = start(Quirk.PPP_ANNOUNCED);
        SsdpProbe probe = asking(IP);
        probe.multicast(search(PPP, "MX: 1\r\n"));
        assertTrue(probe.text(host(router)).contains("\r\nST: " + PPP + "\r\n"));
        assertTrue(SoapClient.get(router.descriptionUrl()).contains(IP));
    }

    @Test
    void lateAnswers_useMxUp() throws Exception {
        SimulatedRouter router = start(Quirk.LATE_ANSWERS);
        SsdpProbe probe = keep(new SsdpProbe(""));
        long start = System.nanoTime();
        probe.multicast(search(IGD, "MX: 1\r\n"));
        probe.text(host(router));
        assertTrue(System.nanoTime() - start >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    void profilesCombine() throws Exception {
        SimulatedRouter router =
                start(
                        Quirk.EMPTY_LOCATION,
                        Quirk.LOOPBACK_LOCATION,
                        Quirk.ODD_HEADERS,
                        Quirk.LINE_FEEDS,
                        Quirk.UNTERMINATED,
                        Quirk.BOOT_ID_1);
        SsdpProbe probe = asking(IGD);
        assertTrue(probe.text(host(router)).contains("\nlOCATION:\n"));
        probe.text(host(router));
        String text = probe.text(host(router));
        assertTrue(text.contains("\nlOCATION:http://[::1]:"), text);
        assertTrue(text.contains("\nbOOTID.UPNP.ORG:1\n") && text.endsWith("\0\0\0"), text);
    }

    /** What a search brings, part by part, in this order. */
    private void assertHeard(SimulatedRouter router, String target, String... parts)
            throws Exception {
        SsdpProbe probe = asking(target);
        for (String part : parts) {
            String text = probe.text(host(router));
            assertTrue(text.contains(part), text);
        }
    }

    private String first(SimulatedRouter router, String target) throws Exception {
        return asking(target).text(host(router));
    }

    /** A probe that has sent a search to the group. */
    private SsdpProbe asking(String target) throws Exception {
        SsdpProbe probe = keep(new SsdpProbe(""));
        probe.multicast(search(target, "MX: 1\r\n"));
        return probe;
    }

    private SimulatedRouter start(Quirk... quirks) throws Exception {
        return keep(SimulatedRouter.start(config().withQuirks(quirks)));
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    private static RouterConfig config() {
        return RouterConfig.standard()
                .withNetworkInterface(TestNet.ownAddress())
                .withResponseDelay(Duration.ofMillis(1));
    }

    private static String host(SimulatedRouter router) {
        return router.descriptionUrl().getHost();
    }

    private static String search(String target, String mx) {
        return "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\n"
                + mx
                + "ST: "
                + target
                + "\r\n\r\n";
    }
}
