// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.Display;
import org.postern.shell.commands.output.Emphasis;
import org.postern.testkit.fakes.Fakes;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is shown fits the width of the terminal. */
class NarrowTerminalTest {
    private final TestTerminal terminal = new TestTerminal();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "map --help",
                "unmap --help",
                "keep --help",
                "discover --help",
                "kept --help",
                "kept",
                "mappings",
                "map 25566",
                "gateway"
            })
    void in80Columns_noLineIsLonger(String line) {
        terminal.gateway.holds(Fakes.mapping(Protocol.UDP, 25565, "192.168.178.105"));
        terminal.keeper
                .add(Fakes.request(Protocol.TCP, 25565), "configuration tcp-25565")
                .open(Fakes.openPort(Protocol.TCP, 25565));

        assertEquals(0, type(80, Emphasis.NONE, line));
        assertFalse(lines().isEmpty());
        assertTrue(lines().stream().allMatch(each -> each.length() <= 80), out::toString);
    }

    @Test
    void kept_in60Columns_stillTellsWhatIsOpenWhere() {
        terminal.keeper
                .add(Fakes.request(Protocol.TCP, 25565), "configuration tcp-25565")
                .open(Fakes.openPort(Protocol.TCP, 25565));

        type(60, Emphasis.NONE, "kept");

        assertEquals(
                List.of(
                        "Protocol   Port  State  Open at            Leads to",
                        "TCP       25565  open   203.0.113.7:25565  192.168.1.5:25565"),
                lines());
    }

    @Test
    void titles_areEmphasized() {
        type(80, new MarkedEmphasis(), "mappings");
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("*"), out::toString);

        terminal.gateway.holds(Fakes.mapping(Protocol.UDP, 25565, "192.168.1.5"));
        type(80, new MarkedEmphasis(), "mappings");
        assertTrue(lines().get(1).startsWith("*Protocol"), out::toString);
        assertTrue(lines().get(2).startsWith("UDP"), out::toString);
    }

    private int type(int columns, Emphasis emphasis, String line) {
        return terminal.type(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        terminal.errors(),
                        true,
                        true,
                        Environment.SHELL,
                        new Display(columns, emphasis)),
                line.split(" "));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class MarkedEmphasis implements Emphasis {
        @Override
        public String heading(String line) {
            return "*" + line + "*";
        }

        @Override
        public String warning(String line) {
            return "?" + line;
        }

        @Override
        public String error(String line) {
            return "!" + line;
        }
    }
}
