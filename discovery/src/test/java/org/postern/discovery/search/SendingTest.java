// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.ssdp.SsdpCodec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is sent, and when: pure. */
class SendingTest {
    private static List<String> lines(Destination destination, String target, int mx) {
        String text =
                new String(
                        SsdpCodec.search(destination.host(), destination.multicast(), target, mx),
                        StandardCharsets.US_ASCII);
        assertTrue(text.endsWith("\r\n\r\n"));
        return List.of(text.split("\r\n"));
    }

    @Test
    void ipv4SearchIsWrittenAsTheStandardSays() throws Exception {
        List<String> lines = lines(Destination.ipv4Group(1900), "upnp:rootdevice", 3);
        assertEquals(
                List.of(
                        "M-SEARCH * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "MAN: \"ssdp:discover\"",
                        "MX: 3",
                        "ST: upnp:rootdevice"),
                lines.subList(0, 5));
        assertTrue(lines.get(5).matches("USER-AGENT: \\S+/\\S+ UPnP/1\\.1 Postern/\\S+"));
        assertFalse(lines.get(5).toLowerCase(Locale.ROOT).contains("microsoft"));
        assertEquals(6, lines.size());
    }

    @Test
    void ipv6SearchesGoToTheLinkAndToTheSite() throws Exception {
        NetworkInterface any = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        List<Destination> groups = Destination.ipv6Groups(any, 1900);
        assertEquals("HOST: [FF02::C]:1900", lines(groups.get(0), "x", 1).get(1));
        assertEquals("HOST: [FF05::C]:1900", lines(groups.get(1), "x", 1).get(1));
        Inet6Address link = (Inet6Address) groups.get(0).address().getAddress();
        assertEquals("ff02:0:0:0:0:0:0:c%" + any.getIndex(), link.getHostAddress());
    }

    @Test
    void unicastSearchesCarryMxOneAndNoScope() throws Exception {
        InetAddress router = InetAddress.getByName("192.0.2.1");
        List<String> lines = lines(Destination.device(router, 1900), "x", 5);
        assertEquals("HOST: 192.0.2.1:1900", lines.get(1));
        assertEquals("MX: 1", lines.get(3));

        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        InetAddress linkLocal = Inet6Address.getByAddress(null, bytes, 1);
        assertEquals(
                "HOST: [fe80:0:0:0:0:0:0:1]:1900",
                lines(Destination.device(linkLocal, 1900), "x", 5).get(1));
        assertEquals("[FF02::C]:1900", Destination.device(linkLocal, 1900).host(1));
    }

    @Test
    void aTargetCannotBringHeadersAlong() throws Exception {
        List<String> lines = lines(Destination.ipv4Group(1900), "x\r\nEVIL: 1", 1);
        assertEquals("ST: xEVIL: 1", lines.get(4));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "500, 1", "2000, 1", "2999, 1", "3000, 2", "6000, 5", "3600000, 5"})
    void mxLeavesASecondOfTheTimeout(long timeoutMillis, int mx) {
        assertEquals(mx, SearchPlan.of(Duration.ofMillis(timeoutMillis)).mx());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "299, 1", "300, 2", "800, 3", "2000, 4", "4000, 5", "3600000, 5"})
    void roundsFillTheFirstHalfOfTheTimeout(long timeoutMillis, int rounds) {
        SearchPlan plan = SearchPlan.of(Duration.ofMillis(timeoutMillis));
        assertEquals(rounds, plan.rounds().size());
        assertEquals(Duration.ZERO, plan.rounds().get(0));
    }
}
