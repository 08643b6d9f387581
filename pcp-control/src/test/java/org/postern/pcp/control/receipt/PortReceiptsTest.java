// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.PortKey;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.server.Dialect;
import org.postern.testkit.ManualClock;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class PortReceiptsTest {
    private static final PcpEndpoint SERVER =
            new PcpEndpoint(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 5351),
                    InetAddress.getLoopbackAddress());

    private static final long START = new ManualClock().instant().getEpochSecond();
    private static final PortKey KEY = PortKey.tcp(8080);

    @TempDir Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void aReceipt_isThereUntilItsLeaseIsOver() {
        PortReceipts receipts = new PortReceipts(clock, Optional.empty());
        receipts.add(receipt(KEY, 80));
        assertEquals(Optional.of(receipt(KEY, 80)), receipts.find(SERVER, KEY));
        assertEquals(Optional.empty(), receipts.find(SERVER, PortKey.udp(8080)));

        clock.advance(Duration.ofHours(1));

        assertEquals(Optional.empty(), receipts.find(SERVER, KEY));
    }

    @Test
    void otherProcesses_seeIt_whetherTheyStartBeforeOrAfter() {
        PortReceipts before = stored();
        assertEquals(Optional.empty(), before.find(SERVER, KEY));
        PortReceipts writer = stored();
        writer.add(receipt(KEY, 80));

        assertEquals(Optional.of(receipt(KEY, 80)), before.find(SERVER, KEY));
        assertEquals(Optional.of(receipt(KEY, 80)), stored().find(SERVER, KEY));

        before.remove(SERVER, KEY);
        assertEquals(Optional.empty(), writer.find(SERVER, KEY));
        assertEquals(Optional.empty(), stored().find(SERVER, KEY));
    }

    @Test
    void manyReceipts_areBounded_andSoIsTheFile() throws Exception {
        PortReceipts receipts = stored();
        for (int i = 1; i <= 3 * PortReceipts.MOST; i++) {
            receipts.add(receipt(PortKey.udp(i), i));
        }

        for (PortReceipts each : List.of(receipts, stored())) {
            assertEquals(Optional.empty(), each.find(SERVER, PortKey.udp(2 * PortReceipts.MOST)));
            assertTrue(each.find(SERVER, PortKey.udp(2 * PortReceipts.MOST + 1)).isPresent());
            assertTrue(each.find(SERVER, PortKey.udp(3 * PortReceipts.MOST)).isPresent());
        }
        assertTrue(
                Files.readAllLines(folder.resolve(PortReceipts.NAME)).size()
                        <= 2 * PortReceipts.MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1 5351 127.0.0.1 TCP 80 80 pcp",
                "127.0.0.1 5351 127.0.0.1 TCP 80 80 pcp 99999999999",
                "127.0.0.1 5351 127.0.0.1 TCP 80 0 pcp 99999999999 confirmed",
                "127.0.0.1 5351 127.0.0.1 SCTP 80 80 pcp 99999999999 confirmed",
                "localhost 5351 127.0.0.1 TCP 80 80 pcp 99999999999 confirmed",
                "127.0.0.1 5351 127.0.0.1 TCP 80 80 pcp soon confirmed"
            })
    void aDamagedLine_isNone_andDisturbsNoOther(String line) throws Exception {
        stored().add(receipt(KEY, 80));
        Files.writeString(
                folder.resolve(PortReceipts.NAME), line + "\n", StandardOpenOption.APPEND);
        stored().add(receipt(PortKey.udp(1), 1));

        assertTrue(stored().find(SERVER, KEY).isPresent());
        assertTrue(stored().find(SERVER, PortKey.udp(1)).isPresent());
    }

    @Test
    void whereNothingCanBeStored_thisProcessKnows() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        PortReceipts receipts = new PortReceipts(clock, Optional.of(file));
        receipts.add(receipt(KEY, 80));

        assertEquals(Optional.of(receipt(KEY, 80)), receipts.find(SERVER, KEY));
    }

    private PortReceipts stored() {
        return new PortReceipts(clock, Optional.of(folder));
    }

    private Receipt receipt(PortKey key, int internalPort) {
        return new Receipt(
                SERVER,
                key,
                internalPort,
                Dialect.NAT_PMP,
                START + Duration.ofHours(1).toSeconds(),
                true);
    }
}
