// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The output is that of iproute2 6.1 in namespaces with two networks, a VPN and a rule. */
class SourceRouteLookupTest {
    @Test
    void theInterfaceAndTheRouter_areRead() throws Exception {
        assertEquals(
                Optional.of(
                        new SourceRoute("lan0", Optional.of(InetAddress.getByName("10.66.1.1")))),
                SourceRouteLookup.read(
                        List.of(
                                "198.51.100.1 from 10.66.1.10 via 10.66.1.1 dev lan0 table 7 uid 0"
                                        + " ",
                                "    cache ")));
    }

    @Test
    void aTunnel_hasNoRouter() {
        assertEquals(
                Optional.of(new SourceRoute("tun0", Optional.empty())),
                SourceRouteLookup.read(
                        List.of("198.51.100.1 from 10.66.1.10 dev tun0 uid 65534 ", "    cache ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "    cache ", "198.51.100.1 dev", "Usage: ip route", "dev"})
    void anythingElse_isNoRoute(String line) {
        assertEquals(Optional.empty(), SourceRouteLookup.read(List.of(line)));
        assertEquals(Optional.empty(), SourceRouteLookup.read(List.of()));
    }

    @Test
    void theFirstProgramThatIsThere_isRunByItsFullPath() throws Exception {
        InetAddress source = InetAddress.getByName("10.66.1.10");
        assertEquals(
                Optional.of(
                        List.of(
                                "/sbin/ip",
                                "-4",
                                "route",
                                "get",
                                "198.51.100.1",
                                "from",
                                "10.66.1.10")),
                SourceRouteLookup.command(source, path -> !path.startsWith("/usr")));
        assertEquals(Optional.empty(), SourceRouteLookup.command(source, path -> false));
        assertEquals(
                Optional.empty(),
                SourceRouteLookup.command(InetAddress.getByName("fe80::1"), path -> true));
    }
}
