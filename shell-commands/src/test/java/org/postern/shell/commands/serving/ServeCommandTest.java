// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.shell.commands.output.DataStream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(30)
class ServeCommandTest {
    private static final String TOKEN = "0123456789abcdef";

    private final TestTerminal terminal = new TestTerminal();
    private final FakePages pages = new FakePages();

    @BeforeEach
    void offer() {
        terminal.pages = pages;
    }

    @Test
    void untilCtrlC_itShowsWhereThePageOpens() throws Exception {
        RunningCommand typing = start("serve", "--port", "8080");
        pages.opens.get(0).accept(FakePages.page("two"));

        assertEquals(0, typing.interrupt());
        assertEquals(List.of("serve 8080", "close"), pages.calls);
        String out = terminal.out();
        assertTrue(out.contains("The page opens once, in one browser: " + FakePages.page("one")));
        assertTrue(out.contains("For another one: " + FakePages.page("two")), out);
        assertTrue(out.contains("Bearer " + pages.tokens.get(0)), out);
        assertTrue(terminal.keeper.calls.contains("close"), terminal.keeper.calls.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "keep 80/tcp --serve 0"})
    void aPortOfThePage_thatTheRouterDoesNotClose_isNamedAtTheEnd(String line) throws Exception {
        terminal.keeper.onRelease = port -> {};
        RunningCommand typing = start(line.split(" "));
        terminal.keeper.keep(MappingRequest.tcp(40271));
        typing.interrupt();

        assertTrue(terminal.keeper.calls.contains("release TCP 40271"));
        assertTrue(terminal.err().contains("40271"), terminal.err());
    }

    @Test
    void inAShell_portsOfThePageStayWithTheShell() throws Exception {
        terminal.environment = Environment.SHELL;
        RunningCommand typing = start("serve");
        terminal.keeper.keep(MappingRequest.tcp(40271));
        typing.interrupt();

        assertEquals(1, terminal.keeper.kept.size());
        assertEquals(List.of(), terminal.keeper.calls);
    }

    @Test
    void json_isAnObjectForEachAddress() throws Exception {
        start("serve", "--json").interrupt();

        assertEquals(
                List.of(
                        "{\"page\":\"" + FakePages.page("one") + "\"}",
                        "{\"metrics\":\""
                                + FakePages.METRICS
                                + "\",\"metricsToken\":\""
                                + pages.tokens.get(0)
                                + "\"}"),
                terminal.out().lines().toList());
    }

    @Test
    void aTokenOfTheUsersOwn_isNotShown(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        start("serve", "--token-file", file.toString()).interrupt();

        assertEquals(List.of(TOKEN), pages.tokens);
        assertTrue(terminal.out().contains("the token in " + file), terminal.out());
        assertTrue(!terminal.out().contains(TOKEN), terminal.out());
    }

    @Test
    void aFileThatOthersCanRead_drawsAWarning(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        assumeTrue(view != null, "skipped: this file system knows no permissions");

        List<Integer> warnings = new ArrayList<>();
        for (String permissions : List.of("rw-------", "rw-r-----", "rw----r--")) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
            String before = terminal.err();
            start("serve", "--token-file", file.toString()).interrupt();
            warnings.add(
                    terminal.err().substring(before.length()).split(file.toString()).length - 1);
        }

        assertEquals(List.of(0, 1, 1), warnings, terminal.err());
        assertEquals(List.of(TOKEN, TOKEN, TOKEN), pages.tokens);
    }

    @Test
    void eachRunHasATokenOfItsOwn() throws Exception {
        start("serve").interrupt();
        start("serve").interrupt();

        assertEquals(2, pages.tokens.stream().distinct().count());
    }

    @Test
    void aFileThatIsNoToken_isWrongUsage(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "two words of text");

        assertEquals(64, terminal.type("serve", "--token-file", file.toString()));
        assertEquals(64, terminal.type("serve", "--token-file", folder + "/none"));
        assertEquals(List.of(), pages.calls);
    }

    @ParameterizedTest
    @CsvSource({"1000, '', 0", "999, '\n', 0", "1001, '', 64", "16, a, 64"})
    void aTokenIsTakenWhole_orRefused(int length, String end, int code, @TempDir Path folder)
            throws Exception {
        // The last one has its end beyond what is read.
        String blanks = end.equals("a") ? " ".repeat(2000) : "";
        String token = "x".repeat(length);
        Path file = Files.writeString(folder.resolve("token"), token + blanks + end);
        if (code == 0) {
            start("serve", "--token-file", file.toString()).interrupt();
        } else {
            assertEquals(code, terminal.type("serve", "--token-file", file.toString()));
        }

        assertEquals(code == 0 ? List.of(token) : List.of(), pages.tokens);
    }

    @Test
    void inAShell_theKeeperOfTheShellIsShown() throws Exception {
        terminal.environment = Environment.SHELL;
        start("serve").interrupt();

        assertEquals(List.of(), terminal.keeper.calls);
        assertEquals(64, terminal.type("serve", "--token-file", "/etc/passwd"));
    }

    @Test
    void aPortThatIsTaken_isASocketError() {
        pages.failure = new IOException("Address already in use");

        assertEquals(24, terminal.type("serve", "--port", "8080"));
        assertEquals(
                "The page cannot be served on TCP port 8080: Address already in use.\n",
                terminal.err());
    }

    @Test
    void whenItsBundleStops_theCommandEnds() throws Exception {
        RunningCommand typing = start("serve");
        pages.end.countDown();

        assertEquals(69, typing.exitCode());
    }

    @Test
    void whenTheFrameworkStops_nothingIsSaid() throws Exception {
        terminal.environment = Environment.OWN_SHELL;
        RunningCommand typing = start("serve");
        terminal.stopping = true;
        pages.end.countDown();

        assertEquals(0, typing.exitCode());
        assertEquals("", terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, 74", "Broken pipe, 141"})
    void outputThatCannotBeWritten_endsIt(String failure, int code) throws Exception {
        AtomicInteger writes = new AtomicInteger();
        assertEquals(code, start(unwritable(failure, writes, 0), "serve").exitCode());
        assertEquals("close", pages.calls.get(1));
        assertTrue(terminal.keeper.calls.contains("close"), terminal.keeper.calls::toString);
    }

    /** As {@code serve | head -3}, when a browser has opened the page. */
    @Test
    void aReaderThatGoes_endsItWithTheNextLine() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        RunningCommand typing = start(unwritable("Broken pipe", writes, 3), "serve");
        RunningCommand.await(() -> writes.get() == 3);
        pages.opens.get(0).accept(FakePages.page("two"));

        assertEquals(141, typing.exitCode());
        assertEquals("", terminal.err());
    }

    @Test
    void withoutThePage_itSaysSo() {
        terminal.pages = null;

        assertEquals(69, terminal.type("serve"));
        assertEquals("No page.\n", terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"--port 65536, 17", "--port -1, 17", "--port x, 64", "80, 64"})
    void wrongPorts(String words, int code) {
        assertEquals(code, terminal.type(("serve " + words).split(" ")));
        assertEquals(List.of(), pages.calls);
    }

    @Test
    void keepServesAPageBesideItsPorts() throws Exception {
        RunningCommand typing = start("keep", "80/tcp", "--serve", "0", "--json");

        assertEquals(130, typing.interrupt());
        assertEquals(List.of("serve 0", "close"), pages.calls);
        assertTrue(
                terminal.err().contains("The page opens once, in one browser: "), terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"keep 80/tcp --token-file x", "keep 80/tcp --serve 65536"})
    void keepChecksItsOptions(String line) {
        assertTrue(terminal.type(line.split(" ")) != 0);
        assertEquals(List.of(), pages.calls);
        assertEquals(List.of(), terminal.keeper.calls);
    }

    @Test
    void inAShell_keepServesNothing() {
        terminal.environment = Environment.SHELL;

        assertEquals(64, terminal.type("keep", "80/tcp", "--serve", "0"));
    }

    private RunningCommand start(OutputStream out, String... words) {
        return RunningCommand.start(
                terminal,
                new Console(
                        DataStream.of(out, StandardCharsets.UTF_8),
                        terminal.errors(),
                        false,
                        false,
                        Environment.TERMINAL),
                words);
    }

    /** Takes that many writes, each of one line, and fails then. */
    private static OutputStream unwritable(String failure, AtomicInteger writes, int most) {
        return new OutputStream() {
            @Override
            public void write(int unit) {
                throw new AssertionError("lines are written at once");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (writes.get() >= most) {
                    throw new IOException(failure);
                }
                writes.incrementAndGet();
            }
        };
    }

    private RunningCommand start(String... words) throws InterruptedException {
        int before = pages.calls.size();
        RunningCommand typing = RunningCommand.start(terminal, words);
        RunningCommand.await(() -> pages.calls.size() > before && pages.serving);
        return typing;
    }
}
