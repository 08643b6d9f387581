// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.net.URI;

/** A location that names another host is read at the address that it came from. */
class SenderLocationTest {
    @ParameterizedTest
    @CsvSource({
        "http://[::1]:1900/rootDesc.xml, 192.168.1.1, http://192.168.1.1:1900/rootDesc.xml",
        "http://127.0.0.1/a?b=c%20d, 192.168.1.1, http://192.168.1.1/a?b=c%20d",
        "http://0.0.0.0:5000/d.xml, 192.168.1.1, http://192.168.1.1:5000/d.xml",
        "http://[fe80::1]:2869/d.xml, 192.168.1.1, http://192.168.1.1:2869/d.xml",
        "http://[2001:db8::1]:5000, 192.168.1.1, http://192.168.1.1:5000",
        "http://[::1]:5000/d.xml, 127.0.0.9, http://127.0.0.9:5000/d.xml",
        "http://192.168.1.2:5000/d.xml, 192.168.1.1, http://192.168.1.1:5000/d.xml",
        "http://198.51.100.7/d.xml, 192.168.1.1, http://192.168.1.1/d.xml",
        "http://127.0.0.1:5000/d.xml, 127.0.0.9, http://127.0.0.9:5000/d.xml",
        "http://169.254.7.1:80/d.xml, 192.168.1.1, http://192.168.1.1:80/d.xml",
        "http://[2001:db8::1]/d.xml, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]/d.xml",
        "http://192.168.1.1/d.xml, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]/d.xml",
        "http://[::1]:5000/d.xml, fe80::1%1, http://[fe80:0:0:0:0:0:0:1]:5000/d.xml"
    })
    void aLocationOfAnotherHost_isCorrected(String location, String sender, String expected) {
        assertEquals(expected, corrected(location, sender));
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.168.1.1:5000/d.xml, 192.168.1.1",
        "http://[fe80::1]:2869/d.xml, fe80::1%1",
        "http://user@127.0.0.1/d.xml, 192.168.1.1",
        "http://localhost/d.xml, 192.168.1.1"
    })
    void anythingElse_isLeftForTheRulesToJudge(String location, String sender) {
        assertEquals(location, corrected(location, sender));
    }

    private static String corrected(String location, String sender) {
        InetAddress from = AddressLiteral.parse(sender).orElseThrow();
        return SenderLocation.corrected(URI.create(location), from).toString();
    }
}
