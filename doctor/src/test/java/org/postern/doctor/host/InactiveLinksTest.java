// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class InactiveLinksTest {
    @Test
    void linksWithoutACarrierAreFound() {
        String output =
                """
                lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
                \tinet 127.0.0.1 netmask 0xff000000
                en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                \tether 00:11:22:33:44:55
                \tinet6 fe80::1c2b:3a49:5867:7685%en0 prefixlen 64 secured scopeid 0xb
                \tmedia: autoselect
                \tstatus: active
                en1: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                \tmedia: autoselect (<unknown type>)
                \tstatus: inactive
                em0: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                \tstatus: no carrier
                """;
        assertEquals(Set.of("en1", "em0"), InactiveLinks.read(output.lines().toList()));
    }

    @Test
    void otherLinesTellNothing() {
        assertEquals(Set.of(), InactiveLinks.read(List.of("", "what", ": ", "status: active")));
    }
}
