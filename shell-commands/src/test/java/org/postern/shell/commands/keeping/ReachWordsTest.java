// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.gateway.PortKey;
import org.postern.shell.commands.FakeHelper;
import org.postern.shell.commands.output.TimeFormat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ReachWordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T07:00:00Z");
    private static final TimeFormat TIMES = new TimeFormat(NOW);
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final Optional<Instant> FIVE = Optional.of(NOW.minusSeconds(300));
    private static final Optional<Instant> NINE = Optional.of(NOW.minusSeconds(540));

    @Test
    void ofAllPorts_theOneThatWasNotReachedForLongestCounts() {
        PortReach five = reach(PortKey.tcp(80), State.REACHED, FIVE);
        PortReach nine = reach(PortKey.tcp(81), State.NOT_REACHED, NINE);
        PortReach never = reach(PortKey.tcp(82), State.NOT_REACHED, NEVER);
        PortReach unknown = reach(PortKey.tcp(83), State.UNKNOWN, NEVER);
        PortReach silent = reach(PortKey.udp(80), State.NOT_CONFIRMED, NEVER);

        assertEquals("", ReachWords.of(List.of(), TIMES));
        assertEquals(", last reached from outside 5 min ago", ReachWords.of(List.of(five), TIMES));
        assertEquals(
                ", last reached from outside 9 min ago",
                ReachWords.of(List.of(nine, five, silent), TIMES));
        assertEquals(", not yet reached from outside", ReachWords.of(List.of(never), TIMES));
        assertEquals(
                ", 2 not yet reached from outside",
                ReachWords.of(List.of(five, never, unknown), TIMES));
        assertEquals(", not confirmed from outside", ReachWords.of(List.of(silent), TIMES));
    }

    @Test
    void ofOnePort_forATable() {
        assertEquals(
                "5 min ago", ReachWords.cell(reach(PortKey.tcp(80), State.REACHED, FIVE), TIMES));
        assertEquals(
                "9 min ago",
                ReachWords.cell(reach(PortKey.tcp(80), State.NOT_REACHED, NINE), TIMES));
        assertEquals(
                "not yet", ReachWords.cell(reach(PortKey.tcp(80), State.UNKNOWN, NEVER), TIMES));
        assertEquals(
                "not confirmed",
                ReachWords.cell(reach(PortKey.udp(80), State.NOT_CONFIRMED, NEVER), TIMES));
    }

    private static PortReach reach(PortKey key, State state, Optional<Instant> last) {
        return FakeHelper.reach(key, state, last, "");
    }
}
