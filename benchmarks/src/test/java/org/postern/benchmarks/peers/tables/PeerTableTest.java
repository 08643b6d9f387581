// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** A peer that does better is shown to do so, and what never came about is not left out. */
class PeerTableTest {

    @Test
    void aPeersCellSaysHowManyTimesPosternsFigureItIs() {
        assertHasLine(
                "| start to open port, command | 500 ms | – | – | 2000 ms, 4.00 × |",
                "open-command postern 500000",
                "open-command upnpc 2000000");
    }

    @Test
    void ratioIsThatOfPairs_withItsQuartiles() {
        assertHasLine(
                "| start to open port, command | 200 ms | – | – | 800 ms, 4.00 × (2.00 to 5.00) |",
                "open-command postern 200000",
                "open-command upnpc 800000",
                "open-command postern 100000",
                "open-command upnpc 500000",
                "open-command postern 900000",
                "open-command upnpc 1800000");
    }

    @Test
    void aPeerThatDoesBetterIsBold() {
        assertHasLine(
                "| size on disk, jars needed | 100 KB | – | **25.0 KB, 0.25 ×** | – |",
                "size-library postern 102400",
                "size-library weupnp 25600");
    }

    @Test
    void aPeerThatNeedsNothingIsBetterThanSomething() {
        assertHasLine(
                "| threads when idle | 3 | 30, 10.0 × | **0, 0.00 ×** | – |",
                "threads postern 3",
                "threads jupnp 30",
                "threads weupnp 0");
    }

    @Test
    void whatMostlyNeverCameAboutIsNever_andHowOftenItDidIsSaid() {
        assertHasLine(
                "| with twenty responders that hang, Java program | 600 ms | – | not in 20 s (1 of"
                        + " 3) | – |",
                "crowd-program postern 600000",
                "crowd-program weupnp never",
                "crowd-program weupnp 900000",
                "crowd-program weupnp never");
    }

    @Test
    void whatSometimesNeverCameAboutSaysHowOftenItDid() {
        assertHasLine(
                "| with twenty responders that hang, Java program | 600 ms | – | 900 ms (2 of 3),"
                        + " 1.50 × | – |",
                "crowd-program postern 600000",
                "crowd-program weupnp 900000",
                "crowd-program weupnp 800000",
                "crowd-program weupnp never");
    }

    @Test
    void aCallIsComparedToTheBareSocketsOfItsOwnProcess() {
        assertHasLine(
                "| a port opened | 100 µs | 200 µs, 2.00 × bare | **300 µs, 1.50 × bare** | – |",
                "mapping postern 200",
                "mapping bare-postern 100",
                "mapping jupnp 300",
                "mapping bare-jupnp 200");
    }

    @Test
    void callsAreComparedPairByPair_sinceTheMachineIsNotAlwaysAsBusy() {
        assertHasLine(
                "| a port opened | 100 µs | 200 µs, 2.00 × bare | – | – |",
                "mapping bare-postern 100",
                "mapping postern 200",
                "mapping bare-postern 1000",
                "mapping postern 2000",
                "mapping bare-postern 10",
                "mapping postern 20");
    }

    @Test
    void whatWasNotMeasuredHasNoRow() {
        assertFalse(table("threads postern 3").contains("heap"));
    }

    @Test
    void aLineThatIsNoFigureIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> measured("threads postern"));
    }

    @Test
    void theMedianIsTheMiddleOne_andNeverIsLast() {
        assertEquals(5, new Sample(new long[] {Sample.NEVER, 5, 1}).median());
    }

    @Test
    void eachChartIsAWellFormedDocument_alsoWhereSomethingNeverCameAbout() throws Exception {
        Measurements all =
                measured(
                        "open-command postern 500000",
                        "open-command upnpc never",
                        "crowd-program postern 600000",
                        "crowd-program postern 700000",
                        "crowd-program postern never",
                        "crowd-program weupnp never",
                        "threads postern 0");
        for (Chart chart : Chart.values()) {
            String svg = chart.svg(all);
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertFalse(svg.contains("NaN"), svg);
        }
        assertTrue(Chart.TROUBLE.svg(all).contains(">not in 20 s<"));
    }

    private static void assertHasLine(String expected, String... figures) {
        String table = table(figures);
        assertTrue(table.lines().anyMatch(expected::equals), table);
    }

    private static String table(String... figures) {
        return new PeerTable(measured(figures)).markdown();
    }

    static Measurements measured(String... figures) {
        Measurements all = new Measurements();
        Stream.of(figures).forEach(all::add);
        return all;
    }
}
