// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.completion.Completions;
import org.postern.testkit.fakes.Fakes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What the TAB key offers. */
class ShellCompleterTest {
    private static final String OTHERS = "system:arraycopy";

    private final TestTerminal terminal = new TestTerminal();
    private final ShellCompleter completer =
            new ShellCompleter(
                    new Completions(CommandRegistry.all(), terminal),
                    (reader, line, candidates) -> candidates.add(new Candidate(OTHERS)));

    @Test
    void emptyLine_offersOurCommandsAlone() throws Exception {
        List<String> offered = offered("");

        assertEquals(CommandRegistry.names().toList(), offered.subList(0, offered.size() - 2));
        assertEquals(List.of("help", "exit"), offered.subList(offered.size() - 2, offered.size()));
    }

    @Test
    void wordOfTheShell_isCompletedByTheShell() throws Exception {
        assertEquals(List.of(OTHERS), offered("sys"));
        assertEquals(List.of(OTHERS), offered("system:arraycopy x"));
        assertFalse(offered("ma").contains(OTHERS));
    }

    @Test
    void options_areThoseOfTheHelp() throws Exception {
        assertTrue(offered("map 80 --").containsAll(List.of("--protocol", "--any-port", "--json")));
        assertFalse(offered("map 80 --any-port --").contains("--any-port"));
        assertTrue(offered("upnp:map 80 --").contains("--protocol"));
        assertTrue(offered("help ").contains("unmap"));
    }

    @Test
    void optionsThatWorkOnTheTerminalAlone_areNotOffered() throws Exception {
        for (String option : List.of("--exec", "--serve", "--token-file")) {
            assertFalse(offered("keep 80 --").contains(option), option);
            assertFalse(offered("serve --").contains(option), option);
        }
        assertTrue(offered("serve --").contains("--port"));
    }

    @Test
    void values_areThoseKnownHere() throws Exception {
        terminal.known = List.of(terminal.gateway);
        terminal.gateway.holds(Fakes.mapping(Protocol.TCP, 8080, "192.168.1.5"));
        terminal.gateway.holds(Fakes.mapping(Protocol.TCP, 8081, "192.168.1.9"));
        terminal.keeper.add(Fakes.request(Protocol.TCP, 443), "configuration tcp-443");
        terminal.keeper.add(Fakes.request(Protocol.TCP, 444), "bundle game");
        terminal.simulator =
                (words, streams) -> {
                    streams.get(0).println("lease-725  refuses leases");
                    streams.get(0).println("mute       answers nothing");
                    return words.equals(List.of("--list")) ? 0 : 64;
                };

        assertEquals(List.of("TCP", "UDP", "BOTH"), offered("map 80 --protocol "));
        assertEquals(List.of("TCP", "UDP"), offered("doctor 80 --protocol "));
        assertEquals(List.of("192.168.1.1"), offered("gateway --gateway "));
        assertEquals(List.of("auto", "upnp"), offered("gateway --control "));
        assertEquals(List.of("lease-725", "mute"), offered("simulate --quirk "));
        assertEquals(List.of("lease-725", "mute"), offered("simulate --quirk mute --quirk "));
        assertEquals("443", offered("release ").get(0));
        assertFalse(offered("release ").contains("444"));
        assertEquals(List.of("443", "444"), offered("reopen ").subList(0, 2));
        assertEquals("8080/tcp", offered("unmap ").get(0));
        assertFalse(offered("unmap ").contains("8081/tcp"));
        assertEquals(Fakes.DESCRIPTION_URL, offered("inspect ").get(0));
    }

    private List<String> offered(String typed) throws Exception {
        ParsedLine line = new DefaultParser().parse(typed, typed.length(), ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        try (DumbTerminal screen =
                new DumbTerminal(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())) {
            LineReader reader = LineReaderBuilder.builder().terminal(screen).build();
            completer.complete(reader, line, candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }
}
