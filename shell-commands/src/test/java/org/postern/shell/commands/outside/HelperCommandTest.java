// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;

import java.io.IOException;
import java.util.List;

@Timeout(30)
class HelperCommandTest {
    private final TestTerminal terminal = new TestTerminal();

    @Test
    void untilCtrlC_itServesOnAllAddresses() throws Exception {
        RunningCommand typing = start("helper");

        assertTrue(terminal.out().startsWith("Helper on TCP port 8090: "), terminal.out());
        assertTrue(terminal.out().contains("doctor 25565 --helper http://"), terminal.out());
        assertEquals(0, typing.interrupt());
        assertEquals(2, terminal.helper.calls.size());
        assertTrue(
                terminal.helper.calls.get(0).matches("serve [0:.]+ 8090"),
                terminal.helper.calls::toString);
        assertEquals("close", terminal.helper.calls.get(1));
    }

    @Test
    void onAnInterface_andAnotherPort() throws Exception {
        start("helper", "--interface", "127.0.0.1", "--port", "0").interrupt();

        assertEquals("serve 127.0.0.1 0", terminal.helper.calls.get(0));
        assertTrue(
                terminal.out().startsWith("Helper on TCP port 12345: http://127.0.0.1:12345\n"),
                terminal.out());
        assertEquals(
                "Note: this host has no public address: others reach it only where its router"
                        + " passes TCP port 12345 on to it.\n",
                terminal.err());
    }

    @Test
    void json_isOneObjectWhenReady() throws Exception {
        start("helper", "--interface", "127.0.0.1", "--json").interrupt();

        assertEquals(
                "{\"address\":\"127.0.0.1\",\"port\":8090,\"urls\":[\"http://127.0.0.1:8090\"]}\n",
                terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void whenItsBundleStops_theCommandEnds() throws Exception {
        RunningCommand typing = start("helper");
        terminal.helper.end.countDown();

        assertEquals(69, typing.exitCode());
        assertEquals("close", terminal.helper.calls.get(1));
    }

    @Test
    void whenTheFrameworkStops_theCommandHasSucceeded() throws Exception {
        RunningCommand typing = start("helper");
        terminal.stopping = true;
        terminal.helper.end.countDown();

        assertEquals(0, typing.exitCode());
    }

    @Test
    void aPortThatIsTaken_isASocketError() {
        terminal.helper.failure = new IOException("Address already in use");

        assertEquals(24, terminal.type("helper"));
        assertEquals(
                "The helper cannot listen on TCP port 8090: Address already in use.\n",
                terminal.err());
    }

    @Test
    void withoutTheDoctor_itSaysSo() {
        terminal.helps = false;

        assertEquals(69, terminal.type("helper"));
        assertEquals("No doctor.\n", terminal.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--port 65536, 17",
        "--port -1, 17",
        "--port 99999999999, 17",
        "--port x, 64",
        "--interface nowhere7, 22",
        "8090, 64",
    })
    void wrongWords_startNothing(String words, int code) {
        assertEquals(code, terminal.type(("helper " + words).split(" ")));
        assertEquals(List.of(), terminal.helper.calls);
    }

    private RunningCommand start(String... words) throws InterruptedException {
        RunningCommand typing = RunningCommand.start(terminal, words);
        RunningCommand.await(() -> terminal.out().endsWith("\n"));
        return typing;
    }
}
