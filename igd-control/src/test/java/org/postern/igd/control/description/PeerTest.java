// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/** A device can only speak for itself. */
class PeerTest {
    private static final String ELSEWHERE = "it leads to %s, but the device answered from %s";

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.1:5000/d.xml, 192.168.1.1",
        "http://127.0.0.1:5000/d.xml, 127.0.0.1",
        "HTTP://192.168.1.1/d.xml, 192.168.1.1",
        "http://[fe80::1]:5000/d.xml, fe80::1%1",
        "http://[FE80:0::0001]/d.xml, fe80::1",
        "http://[2001:db8::1]/d.xml, 2001:db8::1",
        "http://[::ffff:192.168.1.1]/d.xml, 192.168.1.1",
    })
    void location_ofTheSender_isConnectedToAtItsAddress(String location, String sender)
            throws IOException {
        Peer peer = Peer.of(URI.create(location), address(sender));

        assertEquals(address(sender), peer.address());
        assertEquals(URI.create(location).getHost(), peer.host());
    }

    @Test
    void location_overALink_keepsTheLink() throws IOException {
        Peer peer = Peer.of(URI.create("http://[fe80::1]/d.xml"), address("fe80::1%1"));

        assertEquals(address("fe80::1%1").getHostAddress(), peer.address().getHostAddress());
    }

    /** Whatever the name would resolve to: it is never looked up. */
    @Test
    void location_withAName_isConnectedToAtTheSender() throws IOException {
        Peer peer = Peer.of(URI.create("http://evil.example/d.xml"), address("192.168.1.1"));

        assertEquals(address("192.168.1.1"), peer.address());
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.2, 192.168.1.1",
        "198.51.100.7, 192.168.1.1",
        "127.0.0.1, 192.168.1.1",
        "127.0.0.2, 127.0.0.1",
        "0.0.0.0, 192.168.1.1",
        "239.255.255.250, 192.168.1.1",
        "[::1], 192.168.1.1",
        "[2001:db8::1], 192.168.1.1",
        "192.168.1.1, fe80::1",
    })
    void location_elsewhere_isRefused(String host, String sender) {
        assertEquals(
                String.format(ELSEWHERE, host, address(sender).getHostAddress()),
                refusal("http://" + host + "/d.xml", sender));
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.168.1.1/d, it is not an http:// URL",
        "file:///etc/passwd, it is not an http:// URL",
        "ftp://192.168.1.1/d, it is not an http:// URL",
        "d.xml, it is not an http:// URL",
        "http:d.xml, it names no host",
        "http://a_b/d.xml, it names no host",
        "http://user:word@192.168.1.1/d, it holds a user name",
        "http://192.168.1.1:0/d, it names port 0",
        "http://192.168.1.1:65536/d, it names port 65536",
        "http://192.168.1.1:22/d, 'it names port 22, which is that of SSH'",
        "http://192.168.1.1:9100/d, 'it names port 9100, which is that of printers'",
    })
    void url_ofAnotherKind_isRefused(String url, String reason) {
        assertEquals(reason, refusal(url, "192.168.1.1"));
        Peer peer = peer("192.168.1.1", "192.168.1.1");
        assertThrows(RefusedUrlException.class, () -> peer.own(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.1, http://192.168.1.1:49152/ctl",
        "192.168.1.1, http://192.168.001.001/ctl",
        "router.lan, http://ROUTER.lan/ctl",
        "router.lan, http://192.168.1.1/ctl",
    })
    void ownUrl_ofAnyPort_isAllowed(String host, String url) throws IOException {
        assertEquals(URI.create(url), peer(host, "192.168.1.1").own(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "[fe80::1], http://[fe80::1]:80/ctl",
        "[fe80::1], http://[fe80:0:0::1%1]/ctl",
        "[fe80::1%1], http://[fe80::1]/ctl",
    })
    void ownUrl_withOrWithoutItsScope_isAllowed(String host, String url) throws IOException {
        assertEquals(URI.create(url), peer(host, "fe80::1%1").own(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.2/ctl, 192.168.1.1, http://192.168.1.1/ctl",
        "http://127.0.0.1:80/ctl?a, 192.168.1.1, http://192.168.1.1:80/ctl?a",
        "http://localhost/ctl, 192.168.1.1, http://192.168.1.1/ctl",
        "http://[::1]:5000/ctl, 192.168.1.1, http://192.168.1.1:5000/ctl",
        "http://evil.example/ctl, 192.168.1.1, http://192.168.1.1/ctl",
        "http://192.168.1.1.evil.example/ctl, 192.168.1.1, http://192.168.1.1/ctl",
        "http://192.168.1.2/ctl, router.lan, http://router.lan/ctl",
    })
    void urlOfAnotherHost_meansTheSamePlaceHere(String url, String host, String own)
            throws IOException {
        assertEquals(URI.create(own), peer(host, "192.168.1.1").own(URI.create(url)));
    }

    private static String refusal(String location, String sender) {
        return String.valueOf(
                assertThrows(
                                RefusedUrlException.class,
                                () -> Peer.of(URI.create(location), address(sender)))
                        .getMessage());
    }

    private static Peer peer(String host, String address) {
        return new Peer(host, address(address));
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }
}
