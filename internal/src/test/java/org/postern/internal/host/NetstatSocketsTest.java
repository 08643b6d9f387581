// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** What netstat prints, on each system in its own format. */
class NetstatSocketsTest {
    private static NetstatSockets system(String name) {
        return NetstatSockets.of(
                name, Map.of("SystemRoot", "D:\\Win")::get, "/usr/bin/netstat"::equals);
    }

    private static InetSocketAddress at(String address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }

    @Test
    void macOs_aDotIsBeforeThePort() throws Exception {
        String output =
                """
                Active Internet connections (including servers)
                Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
                tcp4       0      0  192.168.1.23.50122     93.184.216.34.443      ESTABLISHED
                tcp46      0      0  *.8080                 *.*                    LISTEN
                tcp4       0      0  127.0.0.1.631          *.*                    LISTEN
                tcp6       0      0  ::1.631                *.*                    LISTEN
                tcp6       0      0  *.7000                 *.*                    LISTEN
                tcp4       0      0  *.7000                 *.*                    LISTEN
                tcp6       0      0  fe80::1%lo0.5000       *.*                    LISTEN
                tcp6       0      0  fe80::aede:48ff:.49152 *.*                    LISTEN
                Active Internet connections (including servers)
                Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
                udp4       0      0  192.168.1.23.137       *.*
                udp4       0      0  192.168.1.23.55000     192.168.1.1.53
                udp46      0      0  *.1900                 *.*
                udp4       0      0  *.*                    *.*
                """;
        assertEquals(
                new ListeningSockets(
                        true,
                        List.of(
                                at("0.0.0.0", 8080),
                                at("::", 8080),
                                at("127.0.0.1", 631),
                                at("::1", 631),
                                at("::", 7000),
                                at("0.0.0.0", 7000),
                                at("fe80::1", 5000)),
                        List.of(at("192.168.1.23", 137), at("0.0.0.0", 1900), at("::", 1900))),
                system("Mac OS X").read(output.lines().toList()));
    }

    @Test
    void openBsd_hasNoNumberForIpv4() throws Exception {
        String output =
                """
                Active Internet connections (including servers)
                Proto   Recv-Q Send-Q  Local Address          Foreign Address        TCP-State
                tcp          0      0  *.22                   *.*                    LISTEN
                tcp6         0      0  *.22                   *.*                    LISTEN
                """;
        assertEquals(
                List.of(at("0.0.0.0", 22), at("::", 22)),
                system("OpenBSD").read(output.lines().toList()).tcp());
    }

    @Test
    void windows_theStateIsInAnyLanguage() throws Exception {
        String output =
                """

                Aktive Verbindungen

                  Proto  Lokale Adresse         Remoteadresse          Status
                  TCP    0.0.0.0:135            0.0.0.0:0              ABH\u00d6REN
                  TCP    127.0.0.1:8080         0.0.0.0:0              LISTENING
                  TCP    192.168.1.23:50122     93.184.216.34:443      HERGESTELLT
                  TCP    [::]:135               [::]:0                 ABH\u00d6REN
                  TCP    [fe80::18f0:1:2:3%12]:139  [::]:0             LISTENING
                  UDP    0.0.0.0:1900           *:*
                  UDP    [::1]:1900             *:*
                """;
        assertEquals(
                new ListeningSockets(
                        true,
                        List.of(
                                at("0.0.0.0", 135),
                                at("127.0.0.1", 8080),
                                at("::", 135),
                                at("fe80::18f0:1:2:3", 139)),
                        List.of(at("0.0.0.0", 1900), at("::1", 1900))),
                system("Windows 11").read(output.lines().toList()));
    }

    @Test
    void otherLinesAreSkipped() {
        List<String> lines =
                List.of(
                        "",
                        "  TCP",
                        "  TCP    0.0.0.0:135",
                        "  TCP    0.0.0.0        0.0.0.0:0   LISTENING",
                        "  TCP    0.0.0.0:0      0.0.0.0:0   LISTENING",
                        "  TCP    0.0.0.0:65536  0.0.0.0:0   LISTENING",
                        "  TCP    0.0.0.0:-1     0.0.0.0:0   LISTENING",
                        "  TCP    300.0.0.1:80   0.0.0.0:0   LISTENING",
                        "  TCP    [:80           0.0.0.0:0   LISTENING",
                        "  TCP    :80            0.0.0.0:0   LISTENING",
                        "  TCP    host.example:80  0.0.0.0:0 LISTENING",
                        "  ICMP   0.0.0.0:135    0.0.0.0:0   LISTENING");
        assertEquals(
                new ListeningSockets(true, List.of(), List.of()), system("Windows 11").read(lines));
    }

    @Test
    void fullPathsAreRun() {
        assertEquals(
                List.of(List.of("D:\\Win\\System32\\netstat.exe", "-an")),
                system("Windows 11").commands());
        assertEquals(
                List.of(
                        List.of("/usr/bin/netstat", "-an", "-p", "tcp"),
                        List.of("/usr/bin/netstat", "-an", "-p", "udp")),
                system("FreeBSD").commands());
    }
}
