// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.quirk.HookChain;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Stream;

/** What can be seen of IPv6 without it; the router lab shows the rest on real interfaces. */
class Ipv6HooksTest {
    private static final List<Inet6Address> OWN =
            Stream.of("2001:db8::9", "fe80::9")
                    .map(literal -> (Inet6Address) Addresses.literal(literal).orElseThrow())
                    .toList();

    @Test
    void theStandardRouterUsesItsWidestAddress() {
        assertUses(0, 0, new HookChain(List.of()));
    }

    @Test
    void linkLocalSender_namesItsGlobalAddressFromItsLinkLocalOne() {
        assertUses(1, 0, new HookChain(List.of(new Noise(), new LinkLocalSender())));
    }

    @Test
    void linkLocalLocation_usesThatAddressAlone() {
        assertUses(1, 1, new HookChain(List.of(new LinkLocalLocation(), new Noise())));
    }

    @Test
    void linkLocalLocation_leavesWhatIsSentOverIpv6() {
        Datagram sent = Datagram.of("HTTP/1.1 200 OK", "LOCATION: http://[fe80::9]:80/");
        assertEquals(List.of(sent), new LinkLocalLocation().sent(sent).toList());
    }

    private static void assertUses(int sender, int server, RouterHook hook) {
        assertEquals(OWN.get(sender), hook.ipv6Sender(OWN));
        assertEquals(OWN.get(server), hook.ipv6Server(OWN));
    }
}
