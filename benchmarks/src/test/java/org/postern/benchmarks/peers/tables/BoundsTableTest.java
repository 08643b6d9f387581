// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Each bound is compared with what was measured, pair by pair. */
class BoundsTableTest {

    @Test
    void ratioIsThatOfPairs_withItsQuartiles() {
        assertHasLine(
                "| `postern map` over UPnP, beside upnpc | 0.50 × (0.25 to 0.60): 200 ms (100 ms to"
                        + " 600 ms) beside 400 ms (400 ms to 1000 ms) | at most 0.15 × | **no** |",
                "open-command postern 200000",
                "open-command upnpc 400000",
                "open-command postern 100000",
                "open-command upnpc 400000",
                "open-command postern 600000",
                "open-command upnpc 1000000");
    }

    @Test
    void settingsOfPosternAreComparedLikewise() {
        assertHasLine(
                "| warm: address asked over UPnP, beside weupnp | 0.50 ×: 0.20 ms beside 0.40 ms |"
                        + " at most 1.00 × | yes |",
                "question postern 100",
                "question postern-upnp 200",
                "question weupnp 400");
    }

    @Test
    void whatReachesTheBoundKeepsToIt() {
        assertHasLine(
                "| the same with an archive of classes | 0.90 ×: 90.0 ms beside 100 ms | at most"
                        + " 0.90 × | yes |",
                "open-archived postern 90000",
                "open-archived weupnp 100000");
    }

    @Test
    void whatNeverCameAboutIsNotKept() {
        assertHasLine(
                "| warm: search to usable gateway, beside weupnp | never: never beside 54.0 ms | at"
                        + " most 1.00 × | **no** |",
                "search postern never",
                "search weupnp 54000");
    }

    @Test
    void figureHasABoundInItsUnit() {
        assertHasLine(
                "| core jars together | 712 KB | at most 694 KB | **no** |",
                "size-core postern 729088");
    }

    @Test
    void bareSocketSetsTheBound() {
        assertHasLine(
                "| PCP, warm: port opened on a known router | 4.00 ms beside 1.50 ms | at most 4.00"
                        + " ms, twice the bare socket and 1 ms | yes |",
                "pcp-call postern 4000",
                "pcp-call bare 1500");
    }

    @Test
    void threadsOfABundleAreThoseMoreThanWithoutIt() {
        assertHasLine(
                "| PCP: threads more than without its bundle | 2 | at most 1 | **no** |",
                "pcp-threads postern 4",
                "pcp-threads without 2");
    }

    @Test
    void whatWasNotMeasuredHasNoRow() {
        assertFalse(table("pcp-call postern 4000", "heap jupnp 1").contains("at most"));
    }

    private static void assertHasLine(String expected, String... figures) {
        String table = table(figures);
        assertTrue(table.lines().anyMatch(expected::equals), table);
    }

    private static String table(String... figures) {
        return new BoundsTable(PeerTableTest.measured(figures)).markdown();
    }
}
