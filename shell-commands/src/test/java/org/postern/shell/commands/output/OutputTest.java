// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.testkit.ModelGateway;

import java.util.List;

class OutputTest {
    @Test
    void text_losesWhatDrivesATerminal() {
        assertEquals("red", PrintableText.of("\u001b[1;31mred\u001b[0m"));
        assertEquals("ab", PrintableText.of("a\u001b]0;title\u0007b"));
        assertEquals("ab", PrintableText.of("a\u001b]0;title\u001b\\b"));
        assertEquals("ab", PrintableText.of("a\u009b2Jb"));
        assertEquals("abc", PrintableText.of("a\r\nb\tc\u0000\u007f\u0085"));
        assertEquals("abc", PrintableText.of("a\u202eb\u2066c\u200f\u061c\u2028\ufeff"));
        assertEquals("ab", PrintableText.of("a\ud83db"));
    }

    @Test
    void text_keepsWhatPeopleRead() {
        assertEquals("FRITZ!Box Küche 路由器 😀", PrintableText.of("FRITZ!Box Küche 路由器 😀"));
    }

    @Test
    void text_isCutBetweenCharacters_byTheCellsThatTheyTake() {
        assertEquals("😀😀", PrintableText.cut("😀😀", 4));
        assertEquals("😀...", PrintableText.cut("😀😀😀", 5));
        assertEquals("...", PrintableText.cut("😀😀😀", 4));
        assertEquals("路...", PrintableText.cut("路由器", 5));
        assertEquals("Cafe\u0301", PrintableText.cut("Cafe\u0301", 4));
    }

    /** Two cells each for these, and none for the accent over the letter before. */
    @Test
    void table_alignsCharactersOfAnyWidth() {
        assertEquals(
                List.of(
                        "Name    Port",
                        "路由器    80",
                        "😀        80",
                        "Cafe\u0301      80",
                        "Küche     80"),
                text(
                        Table.headed("Name", "Port")
                                .row("路由器", "80")
                                .row("😀", "80")
                                .row("Cafe\u0301", "80")
                                .row("Küche", "80"),
                        0));
    }

    @Test
    void lines_breakByTheCellsThatTheyTake() {
        assertEquals(List.of("路由 路由", "路由"), WordWrap.lines("路由 路由 路由", 9));
    }

    @Test
    void router_withoutAName_beginsASentence() {
        ModelGateway router = ModelGateway.bare("pcp");
        assertEquals("the router 192.168.1.1", DisplayNames.of(router));
        assertEquals("The router 192.168.1.1", DisplayNames.first(router));
    }

    @Test
    void table_setsNumbersToTheRightAndPadsNoLastColumn() {
        assertEquals(
                List.of("Port  Name  Note", "   1  ä     x", " 443  long"),
                text(
                        Table.headed("Port", "Name", "Note")
                                .row("1", "ä", "x")
                                .row("443", "long", ""),
                        0));
    }

    @Test
    void table_withoutRowsIsItsTitles() {
        assertEquals(List.of("A  B"), text(Table.headed("A", "B"), 0));
        assertEquals(List.of(), text(Table.plain(), 0));
    }

    @Test
    void table_thatIsTooWide_cutsAndThenLeavesOut() {
        Table table =
                Table.headed("Port", "Since", "Description")
                        .row("80", "2 min", "a web server of the family")
                        .shortening("Description")
                        .omitting("Since");

        assertEquals("  80  2 min  a web server of the family", text(table, 39).get(1));
        assertEquals("  80  2 min  a web ser...", text(table, 25).get(1));
        assertEquals(List.of("Port  Description", "  80  a web serve..."), text(table, 20));
        assertTrue(table.lines(20).get(0).heading());
        assertFalse(table.lines(20).get(1).heading());
    }

    @Test
    void table_withoutTitles_wrapsItsLastColumn() {
        Table table = Table.plain().row("  --json", "print one JSON document");

        assertEquals(
                List.of("  --json  print one", "          JSON", "          document"),
                text(table, 20));
    }

    @Test
    void lines_breakBetweenWords() {
        assertEquals(List.of("no limit at all"), WordWrap.lines("no limit at all", 0));
        assertEquals(List.of("  one", "  two", "  three"), WordWrap.lines("  one two three", 7));
        assertEquals(
                List.of("at", "http://192.168.1.1/", "it is"),
                WordWrap.lines("at http://192.168.1.1/ it is", 8));
    }

    private static List<String> text(Block block, int columns) {
        return block.lines(columns).stream().map(Block.Line::text).toList();
    }
}
