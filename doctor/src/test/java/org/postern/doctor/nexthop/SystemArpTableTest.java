// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** What systems print of their neighbours, each in its own format. */
class SystemArpTableTest {
    private static SystemArpTable system(String name) {
        return SystemArpTable.of(name, Map.of("SystemRoot", "D:\\Win")::get);
    }

    private static ArpEntry complete(String address, String hardware, String name)
            throws UnknownHostException {
        return new ArpEntry(InetAddress.getByName(address), true, false, hardware, name);
    }

    private static ArpEntry incomplete(String address, String name) throws UnknownHostException {
        return new ArpEntry(InetAddress.getByName(address), false, false, "", name);
    }

    @Test
    void linux_theFlagsTellWhoAnswered() throws Exception {
        String file =
                """
                IP address       HW type     Flags       HW address            Mask     Device
                192.168.66.1     0x1         0x2         52:54:00:12:34:56     *        lan0
                192.168.66.99    0x1         0x0         00:00:00:00:00:00     *        lan0
                192.168.66.98    0x1         0x0         52:54:00:12:34:57     *        lan0
                172.17.0.1       0x1         0x2         02:42:1A:2B:3C:4D     *        eth0
                192.168.66.7     0x1         0x6         52:54:00:12:34:58     *        lan0
                """;
        assertEquals(
                List.of(
                        complete("192.168.66.1", "52:54:00:12:34:56", "lan0"),
                        incomplete("192.168.66.99", "lan0"),
                        incomplete("192.168.66.98", "lan0"),
                        complete("172.17.0.1", "02:42:1a:2b:3c:4d", "eth0"),
                        new ArpEntry(
                                InetAddress.getByName("192.168.66.7"),
                                true,
                                true,
                                "52:54:00:12:34:58",
                                "lan0")),
                system("Linux").read(file.lines().toList()));
        assertTrue(system("Linux").listsAbsent());
    }

    @Test
    void linux_otherLinesAreSkipped() {
        assertEquals(
                List.of(),
                system("Linux")
                        .read(
                                List.of(
                                        "",
                                        "192.168.66.1",
                                        "192.168.66.1 0x1 what 52:54:00:12:34:56 * lan0",
                                        "192.168.66.1 0x1 0x2 52:54:00:12:34:56",
                                        "router 0x1 0x2 52:54:00:12:34:56 * lan0",
                                        "fe80::1 0x1 0x2 52:54:00:12:34:56 * lan0",
                                        "300.168.66.1 0x1 0x2 52:54:00:12:34:56 * lan0")));
    }

    @Test
    void macOs_digitsAreLeftOut() throws Exception {
        String output =
                """
                ? (192.168.1.1) at 0:11:2:33:44:a on en0 ifscope [ethernet]
                ? (192.168.1.7) at (incomplete) on en0 ifscope [ethernet]
                ? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
                """;
        assertEquals(
                List.of(
                        complete("192.168.1.1", "00:11:02:33:44:0a", "en0"),
                        incomplete("192.168.1.7", "en0"),
                        new ArpEntry(
                                InetAddress.getByName("224.0.0.251"),
                                true,
                                true,
                                "01:00:5e:00:00:fb",
                                "en0")),
                system("Mac OS X").read(output.lines().toList()));
    }

    @Test
    void windows_whoDidNotAnswerIsLeftOut() throws Exception {
        String output =
                """

                Schnittstelle: 192.168.1.23 --- 0xc
                  Internetadresse       Physische Adresse     Typ
                  192.168.1.1           00-11-22-33-44-55     dynamisch
                  255.255.255.255       ff-ff-ff-ff-ff-ff     statisch
                """;
        assertEquals(
                List.of(
                        complete("192.168.1.1", "00:11:22:33:44:55", ""),
                        complete("255.255.255.255", "ff:ff:ff:ff:ff:ff", "")),
                system("Windows 11").read(output.lines().toList()));
        assertFalse(system("Windows 11").listsAbsent());
    }

    @Test
    void thisSystemIsReadWithoutFailures() throws Exception {
        assertTrue(
                SystemArpTable.ofThisSystem().read().stream()
                        .allMatch(each -> each.address().getAddress().length == 4));
    }
}
