// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.fakes.Fakes;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(30)
class ProgressTest {
    private final TestTerminal terminal = new TestTerminal();

    @Test
    void onATerminal_aSearchIsShownAndErased() {
        terminal.tty = true;
        searchUntilShown("(?s).*Searching for gateways \\.\\.\\. \\d+\\.\\d s.*");

        assertEquals(0, terminal.type("address"));
        assertEquals("203.0.113.7\n", terminal.out());
        assertErased();
    }

    /** A line that wraps cannot be erased. */
    @Test
    void onANarrowTerminal_theLineIsCut() {
        searchUntilShown("(?s).*\r[^\r]+.*");
        Console console =
                new Console(
                        terminal.errors(),
                        terminal.errors(),
                        true,
                        true,
                        Console.Environment.TERMINAL,
                        new Display(20, Emphasis.NONE));

        assertEquals(0, terminal.type(console, "address"));
        Stream.of(terminal.err().split("[\r\n]"))
                .forEach(line -> assertTrue(line.length() < 20, line));
    }

    @Test
    void onATerminal_aFailedSearchIsErasedBeforeTheSentence() {
        terminal.tty = true;
        terminal.finder =
                query -> {
                    await("(?s).*Searching for gateways.*");
                    throw Fakes.failure(UpnpResult.NO_DEVICES, "Silence.");
                };

        assertEquals(27, terminal.type("address"));
        assertTrue(terminal.err().endsWith("\rSilence.\n"), terminal.err());
    }

    @Test
    void elsewhere_nothingIsShown() {
        for (List<String> words : List.of(List.of("address"), List.of("address", "--json"))) {
            assertEquals(0, terminal.type(words.toArray(String[]::new)));
        }
        terminal.tty = true;
        terminal.finder =
                query -> {
                    assertTrue(threads().noneMatch("postern-progress"::equals));
                    return new GatewayChoice(terminal.gateway, "", List.of(), List.of());
                };
        assertEquals(0, terminal.type("address", "--json"));
        assertEquals("", terminal.err());
    }

    private void searchUntilShown(String pattern) {
        terminal.finder =
                query -> {
                    await(pattern);
                    return new GatewayChoice(terminal.gateway, "", List.of(), List.of());
                };
    }

    private void await(String pattern) throws InterruptedException {
        while (!terminal.err().matches(pattern)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The last line is overwritten with blanks, and the cursor is back at the margin. */
    private void assertErased() {
        String err = terminal.err();
        int shown = err.substring(0, err.lastIndexOf('\r', err.length() - 2)).length();
        assertTrue(err.substring(shown).matches("\r +\r"), err);
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }
}
