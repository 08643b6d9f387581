// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.util.List;

class KernelCountersTest {
    private static final String NAMES =
            "Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams"
                    + " InUnknownProtos InDiscards InDelivers OutRequests OutDiscards OutNoRoutes"
                    + " ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates"
                    + " OutTransmits";

    private static long dropped(String values) throws IOException {
        return KernelCounters.packets(
                        List.of(NAMES, "Ip: " + values, "Icmp: InMsgs", "Icmp: 7"), List.of())
                .dropped();
    }

    @Test
    void whatArrivedAndHasNoReasonWasDropped() throws Exception {
        assertEquals(0, dropped("2 64 1000 0 0 0 0 0 1000 900 0 0 0 0 0 0 0 0 0 900"));
        assertEquals(147, dropped("2 64 1147 0 0 0 0 0 1000 900 0 0 0 0 0 0 0 0 0 900"));
        assertEquals(1, dropped("1 64 1022 1 2 3 4 5 1006 900 0 0 0 0 0 0 0 0 0 900"));
    }

    /** A datagram of three fragments arrives as three packets, and is delivered once. */
    @Test
    void fragmentsAreNotDropped() throws Exception {
        assertEquals(0, dropped("2 64 1003 0 0 0 0 0 1001 900 0 0 0 3 1 0 0 0 0 900"));
    }

    /** A packet that came over another interface than its answer would take. */
    @Test
    void theReversePathFilterIsNoFirewall() throws Exception {
        List<String> extension =
                List.of(
                        "TcpExt: SyncookiesSent IPReversePathFilter TCPTimeouts",
                        "TcpExt: 0 40 7",
                        "IpExt: InNoRoutes InMcastPkts InBcastPkts",
                        "IpExt: 1 2 5");
        assertEquals(
                new KernelCounters.Packets(3, 7),
                KernelCounters.packets(
                        List.of("Ip: InReceives InDelivers", "Ip: 143 100", "Udp: InDatagrams"),
                        extension));
    }

    @Test
    void otherLinesTellNothing() {
        for (List<String> each :
                List.of(
                        List.<String>of(),
                        List.of("Ip: InReceives InDelivers"),
                        List.of("Ip: InReceives InDelivers", "Ip: 1"),
                        List.of("Ip: InReceives InDelivers", "Ip: 1 many"),
                        List.of("Ip: Forwarding", "Ip: 1"))) {
            assertThrows(
                    IOException.class,
                    () -> KernelCounters.packets(each, List.of()),
                    each::toString);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the others do not count them")
    void thisKernelCounts() throws Exception {
        assertTrue(KernelCounters.packets().dropped() >= 0);
    }
}
