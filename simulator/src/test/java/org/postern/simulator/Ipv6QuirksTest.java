// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.ssdp.OutgoingSsdpMessage;

import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Stream;

/** What can be seen of IPv6 without it; the router lab shows the rest on real interfaces. */
class Ipv6QuirksTest {
    private static final List<Inet6Address> OWN =
            Stream.of("2001:db8::9", "fe80::9")
                    .map(literal -> (Inet6Address) Addresses.literal(literal).orElseThrow())
                    .toList();

    @Test
    void theStandardRouterUsesItsWidestAddress() {
        assertUses(0, 0);
    }

    @Test
    void linkLocalSender_namesItsGlobalAddressFromItsLinkLocalOne() {
        assertUses(1, 0, Quirk.NOISE, Quirk.LINK_LOCAL_SENDER);
    }

    @Test
    void linkLocalLocation_usesThatAddressAlone() {
        assertUses(1, 1, Quirk.LINK_LOCAL_LOCATION, Quirk.NOISE);
    }

    @Test
    void linkLocalLocation_leavesWhatIsSentOverIpv6() {
        OutgoingSsdpMessage sent =
                OutgoingSsdpMessage.of("HTTP/1.1 200 OK", "LOCATION: http://[fe80::9]:80/");
        RouterBehavior router = QuirkEffects.of(List.of(Quirk.LINK_LOCAL_LOCATION));
        assertEquals(List.of(sent), router.ssdp().sent(sent).toList());
    }

    private static void assertUses(int sender, int server, Quirk... quirks) {
        RouterBehavior router = QuirkEffects.of(List.of(quirks));
        assertEquals(OWN.get(sender), router.ipv6Sender(OWN));
        assertEquals(OWN.get(server), router.ipv6Server(OWN));
    }
}
