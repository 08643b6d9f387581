// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.testkit.fakes.Fakes;

class ExitNoteTest {
    private final TestTerminal terminal = new TestTerminal();
    private final ExitNote note = new ExitNote(terminal);

    @Test
    void portsThatStayOpen_areSaidWithTheirEnd() {
        keepOpen(80, "configuration tcp-80");
        assertTrue(
                note.get()
                        .matches(
                                "1 port stays open until \\d\\d:\\d\\d; it is renewed only while"
                                        + " the shell runs\\."),
                note::get);

        keepOpen(81, "configuration tcp-81");
        assertTrue(note.get().startsWith("2 ports stay open, the last until "), note::get);
    }

    @Test
    void whereNothingStaysOpen_nothingIsSaid() {
        terminal.keeper.add(Fakes.request(Protocol.TCP, 80), "configuration tcp-80");
        keepOpen(81, "bundle game");
        assertEquals("", note.get());

        terminal.keeps = false;
        assertEquals("", note.get());
    }

    private void keepOpen(int port, String origin) {
        terminal.keeper
                .add(Fakes.request(Protocol.TCP, port), origin)
                .open(Fakes.openPort(Protocol.TCP, port));
    }
}
