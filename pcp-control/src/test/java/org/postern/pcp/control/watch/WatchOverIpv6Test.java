// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Capability;
import org.postern.pcp.control.internal.routes.Route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A router that is reached over IPv6, beside IPv4 or alone. */
class WatchOverIpv6Test extends WatchFixture {
    @Test
    void aRouterOverBothFamilies_isOneGateway_whichOpensItsFirewallWhileItAnswersOverIpv6()
            throws Exception {
        InetSocketAddress firewall = ipv6Route();
        begins();
        assertEquals(
                Set.of(Capability.OWN_LIST, Capability.PINHOLE),
                capabilities.get(capabilities.size() - 1));
        announces(SERVER, PCP);
        announces(firewall, PCP);
        passes(Duration.ofSeconds(20));
        assertEquals(1, events.stream().filter("added"::equals).count());
        assertEquals("changed 1", events.get(events.size() - 1));

        ipv6Routes.clear();
        passes(Duration.ofSeconds(15));

        assertEquals(Set.of(Capability.OWN_LIST), capabilities.get(capabilities.size() - 1));
        assertFalse(events.contains("removed"));
    }

    @Test
    void aRestartThatIsToldOverIpv6Alone_isOneOfTheRouter() throws Exception {
        InetSocketAddress firewall = ipv6Route();
        begins();
        int before = events.size();

        announces(firewall, PCP);
        assertEquals(List.of("changed 1"), events.subList(before, events.size()));
        passes(Duration.ofMinutes(1));
        announces(SERVER, PCP);
        passes(Duration.ofSeconds(1));
        announces(firewall, PCP);
        passes(Duration.ofMinutes(5));

        assertEquals(List.of("changed 1", "changed 2"), events.subList(before, events.size()));
    }

    @Test
    void aRouterThatIsHeldBack_andGoes_isMissing() throws Exception {
        ipv6Route();
        refusesIpv4 = true;
        begins();
        ipv6Routes.clear();
        passes(Duration.ofSeconds(5));

        assertEquals(List.of("missing"), events);
    }

    /** Quirk P19. */
    @Test
    void aRouterThatAnswersOverIpv6Alone_isAGatewayToo() throws Exception {
        InetSocketAddress firewall = ipv6Route();
        refusesIpv4 = true;
        begins();
        assertEquals(List.of(), events, "other protocols come first");
        passes(Duration.ofSeconds(5));
        assertEquals(List.of("added"), events);
        assertEquals(List.of(Set.of(Capability.PINHOLE)), capabilities);

        announces(firewall, PCP);
        assertEquals("changed 1", events.get(1));
        passes(Duration.ofMinutes(5));
        assertEquals(2, events.size());

        refuses = true;
        passes(Duration.ofMinutes(3));
        assertEquals(List.of("removed", "missing"), events.subList(2, 4));
    }

    private InetSocketAddress ipv6Route() throws Exception {
        InetAddress own = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(own) != null, "This machine has no IPv6.");
        ipv6Routes.add(new Route(own, "lo", 0));
        return new InetSocketAddress(own, 5351);
    }
}
