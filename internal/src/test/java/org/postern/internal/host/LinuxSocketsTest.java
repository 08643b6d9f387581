// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class LinuxSocketsTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode";

    private static final InetSocketAddress NOBODY = new InetSocketAddress(0);

    @TempDir Path folder;

    private static KernelSocket socket(String address, int port, int state, long inode)
            throws IOException {
        return new KernelSocket(
                new InetSocketAddress(InetAddress.getByName(address), port), NOBODY, state, inode);
    }

    private static List<KernelSocket> littleEndian(String table) {
        return withoutRemotes(LinuxSockets.read(table.lines().toList(), true));
    }

    private static List<KernelSocket> withoutRemotes(List<KernelSocket> sockets) {
        return sockets.stream()
                .map(each -> new KernelSocket(each.local(), NOBODY, each.state(), each.inode()))
                .toList();
    }

    @Test
    void tcp_everyStateIsRead() throws Exception {
        String table =
                HEADING
                        + """

                           0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4026 1 0000000000000000 100 0 0 10 0
                           1: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 19203 1 0000000000000000 100 0 0 10 0
                           2: 0A42A8C0:1F90 0142420B:D431 03 00000000:00000000 01:00000062 00000000     0        0 0 1 0000000000000000
                           3: 0A42A8C0:D6B2 0142A8C0:0050 01 00000000:00000000 00:00000000 00000000  1000        0 28001 1 0000000000000000 20 4 30 10 -1
                        """;
        assertEquals(
                List.of(
                        socket("0.0.0.0", 8080, KernelSocket.LISTEN, 4026),
                        socket("127.0.0.1", 631, KernelSocket.LISTEN, 19_203),
                        socket("192.168.66.10", 8080, KernelSocket.SYN_RECEIVED, 0),
                        socket("192.168.66.10", 54_962, 1, 28_001)),
                littleEndian(table));
    }

    @Test
    void udp_inodesCanBeOfAnySize() throws Exception {
        String table =
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
                  432: 00000000:076C 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 4294967301 2 0000000000000000 0
                 1023: 0A42A8C0:0044 0142A8C0:0043 01 00000000:00000000 00:00000000 00000000     0        0 17 2 0000000000000000 12
                """;
        assertEquals(
                List.of(
                        socket("0.0.0.0", 1900, KernelSocket.UNCONNECTED, 4_294_967_301L),
                        socket("192.168.66.10", 68, 1, 17)),
                littleEndian(table));
    }

    @Test
    void ipv6_mappedAddressesAreIpv4() throws Exception {
        String table =
                """
                   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
                   1: 00000000000000000000000001000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1
                   2: 0000000000000000FFFF00000A42A8C0:1F92 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1
                   3: 0000000000000000FFFF000000000000:1F93 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4 1
                   4: 000080FE00000000FF565B02AB90CDEF:1F94 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5 1
                """;
        assertEquals(
                List.of(
                        socket("::", 8080, KernelSocket.LISTEN, 1),
                        socket("::1", 8081, KernelSocket.LISTEN, 2),
                        socket("192.168.66.10", 8082, KernelSocket.LISTEN, 3),
                        socket("0.0.0.0", 8083, KernelSocket.LISTEN, 4),
                        socket("fe80::25b:56ff:efcd:90ab", 8084, KernelSocket.LISTEN, 5)),
                littleEndian(table));
    }

    @Test
    void aBigEndianMachinePrintsItsOwnOrder() throws Exception {
        List<String> lines =
                List.of(
                        "0: C0A8420A:1F90 00000000:0000 0A 0:0 00:0 0 0 0 7",
                        "1: 00000000000000000000FFFFC0A8420A:1F90 00000000:0000 0A 0:0 00:0 0 0 0"
                                + " 8");
        assertEquals(
                List.of(
                        socket("192.168.66.10", 8080, KernelSocket.LISTEN, 7),
                        socket("192.168.66.10", 8080, KernelSocket.LISTEN, 8)),
                withoutRemotes(LinuxSockets.read(lines, false)));
    }

    @Test
    void theOtherEndOfAConnectionIsTold() throws Exception {
        List<KernelSocket> sockets =
                LinuxSockets.read(
                        List.of(
                                "2: 0A42A8C0:1F90 0142420B:D431 03 0:0 00:0 0 0 0 0",
                                "3: 0000000000000000FFFF00000A42A8C0:1F90"
                                        + " 0000000000000000FFFF00000142A8C0:0050 01 0:0 00:0 0 0 0"
                                        + " 7"),
                        true);
        assertEquals(
                List.of(
                        new InetSocketAddress(InetAddress.getByName("11.66.66.1"), 54_321),
                        new InetSocketAddress(InetAddress.getByName("192.168.66.1"), 80)),
                sockets.stream().map(KernelSocket::remote).toList());
    }

    @Test
    void otherLinesAreSkipped() throws Exception {
        String table =
                """

                sl
                0: 0100007F:0277
                0: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0
                0: 0100007F 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007:0277 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F00:0277 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007G:0277 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F:0277 0000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F:FFFFF 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F:-001 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F: 00000000:0000 0A 0:0 00:0 0 0 0 7
                0: 0100007F:0277 00000000:0000 ZZ 0:0 00:0 0 0 0 7
                0: 0100007F:0277 00000000:0000 0A 0:0 00:0 0 0 0 99999999999999999999
                0: 0100007F:0278 00000000:0000 0A 0:0 00:0 0 0 0 7
                """;
        assertEquals(
                List.of(socket("127.0.0.1", 632, KernelSocket.LISTEN, 7)), littleEndian(table));
    }

    @Test
    void aKernelWithoutIpv6HasOneFile() throws Exception {
        Path ipv4 = Files.writeString(folder.resolve("tcp"), HEADING + "\n");
        String missing = folder.resolve("tcp6").toString();
        assertEquals(List.of(), LinuxSockets.bothFamilies(ipv4.toString(), missing));
        assertThrows(IOException.class, () -> LinuxSockets.bothFamilies(missing, ipv4.toString()));
    }

    /** What was cut off might be the socket that is looked for. */
    @Test
    void aTableThatIsTooLong_isAFailure() throws Exception {
        Path file =
                Files.write(
                        folder.resolve("udp"), new ArrayList<>(Collections.nCopies(70_000, "x")));
        assertThrows(
                IOException.class,
                () -> LinuxSockets.bothFamilies(file.toString(), file.toString()));
    }
}
