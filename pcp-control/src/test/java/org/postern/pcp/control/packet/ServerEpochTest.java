// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.TimeUnit;

class ServerEpochTest {
    private static final long START = Long.MAX_VALUE - 5;

    @ParameterizedTest(name = "{0}: {1} after {2} s {3}")
    @CsvSource({
        "at start,                    0,          0,     0,          false",
        "as time goes,                1000,       100,   1100,       false",
        "twice in one second,         1000,       0,     1000,       false",
        "one second back,             1000,       0,     999,        false",
        "two seconds back,            1000,       0,     998,        true",
        "restarted,                   1000,       100,   0,          true",
        "restarted long ago,          1000,       5000,  4000,       true",
        "from nothing to nothing,     0,          0,     0,          false",
        "still nothing,               0,          60,    0,          true",
        "a sixteenth slow,            0,          1600,  1498,       false",
        "more than a sixteenth slow,  0,          1600,  1497,       true",
        "a sixteenth fast,            0,          1500,  1602,       false",
        "more than a sixteenth fast,  0,          1500,  1603,       true",
        "80 years,                    2522880000, 60,    2522880060, false",
        "the largest,                 4294967290, 5,     4294967295, false",
        "over the largest,            4294967295, 1,     0,          true"
    })
    void pcp(String name, long before, long seconds, long now, boolean lost) {
        assertEquals(lost, lost(PcpReply.PCP, before, seconds, now));
    }

    @ParameterizedTest(name = "{0}: {1} after {2} s {3}")
    @CsvSource({
        "at start,                   0,          0,    0,          false",
        "as time goes,               1000,       100,  1100,       false",
        "two seconds back,           1000,       0,    998,        false",
        "three seconds back,         1000,       0,    997,        true",
        "an eighth slow,             1000,       800,  1698,       false",
        "more than an eighth slow,   1000,       800,  1697,       true",
        "fast,                       1000,       10,   5000,       false",
        "80 years,                   2522880000, 60,   2522880060, false",
        "over the largest,           4294967295, 1,    0,          true"
    })
    void natPmp(String name, long before, long seconds, long now, boolean lost) {
        assertEquals(lost, lost(PcpReply.NAT_PMP, before, seconds, now));
    }

    private static boolean lost(int version, long before, long seconds, long now) {
        ServerEpoch epoch = new ServerEpoch();
        assertFalse(epoch.isLost(version, before, START));
        return epoch.isLost(version, now, START + TimeUnit.SECONDS.toNanos(seconds));
    }
}
