// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.pcp.control.internal.routes.Route;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class RecentPlacesTest {
    private final List<Boolean> asked = new ArrayList<>();
    private final RecentPlaces recent = new RecentPlaces();

    @Test
    void theTwoProtocolsOfOneSearch_readTheRoutesOfEachFamilyOnce() throws Exception {
        List<PcpPlace> first = look("", 0);
        List<PcpPlace> second = look("", 1);

        assertEquals(1, first.size());
        assertEquals(first, second);
        assertEquals(List.of(false, true), asked.stream().sorted().toList());
    }

    @Test
    void anotherQuery_andALaterSearch_lookAnew() throws Exception {
        assertEquals(1, look("", 0).size());
        assertEquals(0, look("http://192.0.2.1/x.xml", 1).size());
        asked.clear();

        look("http://192.0.2.1/x.xml", 50);

        assertEquals(2, asked.size());
    }

    private List<PcpPlace> look(String wanted, int millis) throws GatewayException {
        ServerPlaces places =
                new ServerPlaces(
                        ipv6 -> {
                            asked.add(ipv6);
                            return ipv6 ? List.of() : List.of(route());
                        },
                        List.of(),
                        GatewayQuery.standard().withWanted(wanted));
        return recent.of(places, Duration.ofMillis(millis).toNanos());
    }

    private static Route route() {
        return new Route(InetAddress.getLoopbackAddress(), "lo", 0);
    }
}
