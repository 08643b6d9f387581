// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Protocol;
import org.postern.testkit.ManualClock;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class PinholeReceiptsTest {
    private static final String ROUTER = PinholeReceipts.router("uuid:1 2\n3");

    @TempDir Path folder;

    private final ManualClock clock = new ManualClock();

    private PinholeReceipts receipts() {
        return new PinholeReceipts(clock, Optional.of(folder));
    }

    private static Pinhole pinhole(Protocol protocol, int port, String id) throws Exception {
        return new Pinhole(
                protocol,
                (Inet6Address) InetAddress.getByName("2001:db8::5"),
                port,
                Duration.ofMinutes(10),
                "upnp",
                id);
    }

    @Test
    void survivesTheProcess_sortedByPort_forOneRouter() throws Exception {
        Pinhole late = pinhole(Protocol.TCP, 9000, "1");
        Pinhole udp = pinhole(Protocol.UDP, 80, "2");
        Pinhole tcp = pinhole(Protocol.TCP, 80, "3");
        List.of(late, udp, tcp).forEach(each -> receipts().add(ROUTER, each));
        receipts().add("another", late);
        assertEquals(List.of(tcp, udp, late), receipts().all(ROUTER));
        receipts().remove(ROUTER, udp);
        assertEquals(List.of(tcp, late), receipts().all(ROUTER));
    }

    @Test
    void newIdReplacesTheOldOne() throws Exception {
        receipts().add(ROUTER, pinhole(Protocol.TCP, 80, "1"));
        receipts().add(ROUTER, pinhole(Protocol.TCP, 80, "2"));
        assertEquals("2", receipts().all(ROUTER).get(0).handle());
        assertEquals(1, receipts().all(ROUTER).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r 2001:db8::5 TCP 80 1",
                "r 2001:db8::5 TCP 80 1 9999999999 more",
                "r 192.0.2.1 TCP 80 1 9999999999",
                "r host.example TCP 80 1 9999999999",
                "r 2001:db8::5 SCTP 80 1 9999999999",
                "r 2001:db8::5 TCP 0 1 9999999999",
                "r 2001:db8::5 TCP 65536 1 9999999999",
                "r 2001:db8::5 TCP 80 <x> 9999999999",
                "r 2001:db8::5 TCP 80 1 soon"
            })
    void damagedLinesArePassedOver(String line) throws Exception {
        Files.writeString(
                folder.resolve(PinholeReceipts.NAME),
                line + "\nr 2001:db8::5 TCP 81 1 9999999999\n");
        assertEquals(81, receipts().all("r").get(0).port());
        assertEquals(1, receipts().all("r").size());
    }
}
