// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.discovery.Advertisement;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;

/** A location that cannot be meant for others is read at the address that it came from. */
class SenderLocationTest {
    @ParameterizedTest
    @CsvSource({
        "http://[::1]:1900/rootDesc.xml, 192.168.1.1, http://192.168.1.1:1900/rootDesc.xml",
        "http://127.0.0.1/a?b=c%20d, 192.168.1.1, http://192.168.1.1/a?b=c%20d",
        "http://0.0.0.0:5000/d.xml, 192.168.1.1, http://192.168.1.1:5000/d.xml",
        "http://[fe80::1]:2869/d.xml, 192.168.1.1, http://192.168.1.1:2869/d.xml",
        "http://[2001:db8::1]:5000, 192.168.1.1, http://192.168.1.1:5000",
        "http://[::1]:5000/d.xml, 127.0.0.9, http://127.0.0.9:5000/d.xml",
        "http://[::1]:5000/d.xml, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]:5000/d.xml"
    })
    void whatLeadsNowhere_isMended(String location, String sender, String mended) {
        Advertisement said = said(location, sender);
        Advertisement meant = SenderLocation.mended(said);
        assertEquals(mended, meant.location().toString());
        assertEquals(said.usn(), meant.usn());
        assertEquals(said.sender(), meant.sender());
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.1:5000/d.xml, 192.168.1.1",
        "http://192.168.1.2:5000/d.xml, 192.168.1.1",
        "http://198.51.100.7/d.xml, 192.168.1.1",
        "http://127.0.0.1:5000/d.xml, 127.0.0.9",
        "http://[fe80::1]:2869/d.xml, fe80::1%1",
        "http://[2001:db8::1]/d.xml, fe80::1%1",
        "http://192.168.1.1/d.xml, fe80::1%1",
        "http://user@127.0.0.1/d.xml, 192.168.1.1",
        "http://localhost/d.xml, 192.168.1.1"
    })
    void anythingElse_isLeftForTheRulesToJudge(String location, String sender) {
        Advertisement said = said(location, sender);
        assertSame(said, SenderLocation.mended(said));
    }

    private static Advertisement said(String location, String sender) {
        InetAddress from = AddressLiteral.parse(sender).orElseThrow();
        return new Advertisement(
                "test",
                "uuid:x",
                "upnp:rootdevice",
                URI.create(location),
                Duration.ofMinutes(30),
                OptionalLong.empty(),
                from);
    }
}
