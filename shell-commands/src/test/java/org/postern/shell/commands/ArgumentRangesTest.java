// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is out of range is refused with its code and the range, before anything is sent. */
class ArgumentRangesTest {
    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @CsvSource({
        "map 0, 17, 1 to 65535",
        "map -1, 17, 1 to 65535",
        "map -12345, 17, 1 to 65535",
        "map 65536, 17, 1 to 65535",
        "map 99999999999, 17, 99999999999 is out of range: use 1 to 65535",
        "map 80 -1, 17, to 65535",
        "map 80 65536, 17, to 65535",
        "map 80 99999999999, 17, 0 to 65535",
        "unmap 0, 17, 1 to 65535",
        "unmap 65536, 17, 1 to 65535",
        "unmap 0-5, 17, 1 to 65535",
        "unmap 5-65536, 17, 1 to 65535",
        "unmap 6010-6000, 17, give the lower port first",
        "map 80 --protocol SCTP, 18, 'use TCP, UDP or BOTH'",
        "unmap 80 --protocol SCTP, 18, 'use TCP, UDP or BOTH'",
        "map 80 --duration 60, 19, 120 to 86400",
        "map 80 --duration 119, 19, 120 to 86400",
        "map 80 --duration 86401, 19, 120 to 86400",
        "map 80 --duration -1, 19, 120 to 86400",
        "map 80 --duration 99999999999, 19, 120 to 86400",
        "map 80 --timeout -1, 22, use 0 or more",
        "discover --timeout -1, 22, use 0 or more",
        "inspect http://192.168.1.1/ --timeout -1, 22, use 0 or more",
        "gateway --timeout 99999999999, 22, 0 to 2147483647",
        "discover --ttl 256, 22, 0 to 255",
        "discover --ttl -1, 22, 0 to 255",
        "discover --local-port 65536, 22, up to 65535",
        "discover --local-port -1, 22, up to 65535",
        "inspect 'http://[', 22, http://192.168.1.1:5000/rootDesc.xml",
        "inspect http://192.168.1.1/ --interface nosuch0, 22, lo",
    })
    void outOfRange_nothingIsSent(String line, int code, String range) {
        assertEquals(code, terminal.type(line.replace("'", "").split(" ")));
        assertEquals("", terminal.out());
        assertEquals(1, terminal.err().lines().count(), terminal.err());
        assertTrue(terminal.err().contains(range), terminal.err());
        assertTrue(terminal.queries.isEmpty());
        assertTrue(terminal.gateway.calls.isEmpty());
        assertTrue(terminal.upnp.calls.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "map 1 0 --duration 0",
        "map 65535 65535 --duration 120 --protocol tcp",
        "map 80 --duration 86400 --protocol Udp --timeout 0",
    })
    void atTheEdges_isTaken(String line) {
        assertEquals(0, terminal.type(line.split(" ")), terminal.err());
    }
}
