// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.failure;
import static org.postern.testkit.fakes.Fakes.openPort;
import static org.postern.testkit.fakes.Fakes.request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.OpenPort;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.FakeKept;

import java.util.List;
import java.util.concurrent.CompletableFuture;

@Timeout(30)
class ReopenCommandTest {
    private final TestTerminal terminal = new TestTerminal();
    private final FakeKeeper keeper = terminal.keeper;

    @BeforeEach
    void inAShell() {
        terminal.environment = Environment.SHELL;
        keeper.onKeep =
                port ->
                        port.open(
                                port.request.keys().stream()
                                        .map(key -> openPort(key.protocol(), key.externalPort()))
                                        .toArray(OpenPort[]::new));
    }

    @Test
    void aPort_isClosedAndOpenedAgain_whoeverKeepsIt() {
        keeper.add(request(Protocol.TCP, 80), "bundle org.example.game");

        assertEquals(0, terminal.type("reopen", "80"));
        assertEquals(
                "TCP port 80 has been closed and opened again on My Router (192.168.1.1).\n",
                terminal.out());
        assertEquals(List.of("reopen " + request(Protocol.TCP, 80)), keeper.calls);
    }

    @Test
    void itWaitsForTheRouter() throws Exception {
        FakeKept port = keeper.add(request(Protocol.TCP, 80), "program");
        port.reopened = new CompletableFuture<>();
        RunningCommand typing = RunningCommand.start(terminal, "reopen", "80", "--json");
        RunningCommand.await(() -> !keeper.calls.isEmpty());
        assertEquals("", terminal.out());
        port.reopened.complete(null);

        assertEquals(0, typing.exitCode());
        assertTrue(terminal.out().contains("\"requestedPort\":80"), terminal.out());
        assertTrue(terminal.out().contains("\"state\":\"OPEN\""), terminal.out());
    }

    @Test
    void rangesAndProtocols_chooseAmongThem() {
        keeper.add(request(Protocol.TCP, 80), "program");
        keeper.add(request(Protocol.UDP, 81), "program");
        MappingRequest both = MappingRequest.tcpAndUdp(82);
        keeper.add(both, "program");
        keeper.add(request(Protocol.UDP, 90), "program");

        assertEquals(0, terminal.type("reopen", "80-89", "82", "--protocol", "UDP"));
        assertEquals(
                List.of("reopen " + request(Protocol.UDP, 81), "reopen " + both), keeper.calls);
    }

    @Test
    void nothingKept_is2() {
        assertEquals(2, terminal.type("reopen", "80"));
        assertEquals(List.of(), keeper.calls);
    }

    @Test
    void whatFails_isSaidBesideTheRest_withItsCode() {
        keeper.add(request(Protocol.TCP, 80), "program");
        FakeKept failing = keeper.add(request(Protocol.TCP, 81), "program");
        failing.reopened =
                CompletableFuture.failedFuture(
                        failure(UpnpResult.NOT_AUTHORIZED, "TCP port 81 is not open now."));

        assertEquals(1, terminal.type("reopen", "80-81"));
        assertTrue(terminal.err().contains("TCP port 80 has been closed"), terminal.err());
        assertTrue(terminal.err().contains("TCP port 81 is not open now."), terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void ctrlC_leavesTheRestToTheKeeper() throws Exception {
        keeper.add(request(Protocol.TCP, 80), "program").reopened = new CompletableFuture<>();
        RunningCommand typing = RunningCommand.start(terminal, "reopen", "80");
        RunningCommand.await(() -> !keeper.calls.isEmpty());

        assertEquals(130, typing.interrupt());
        assertTrue(terminal.err().startsWith("Interrupted. "), terminal.err());
    }

    @Test
    void onTheTerminal_nothingOutlivesACommand() {
        terminal.environment = Environment.TERMINAL;

        assertEquals(69, terminal.type("reopen", "80"));
    }
}
