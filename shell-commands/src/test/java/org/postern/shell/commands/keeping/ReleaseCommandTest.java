// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.failure;
import static org.postern.testkit.fakes.Fakes.openPort;
import static org.postern.testkit.fakes.Fakes.request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.OpenPort;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.FakeKept;

import java.util.List;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class ReleaseCommandTest {
    private static final String CLOSED = "TCP port 80 is closed on My Router (192.168.1.1).\n";

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
    void removesTheConfigurationOfWhicheverProtocol_andWaitsForTheRouter() throws Exception {
        terminal.lasting.keep(request(Protocol.TCP, 80));
        CountDownLatch released = new CountDownLatch(1);
        keeper.onRelease = port -> released.countDown();
        FakeKept port = keeper.kept.get(0);
        RunningCommand typing = RunningCommand.start(terminal, "release", "80");
        released.await();
        assertEquals("", terminal.out());
        port.released.complete(null);

        assertEquals(0, typing.exitCode());
        assertEquals(CLOSED, terminal.out());
        assertEquals(0, terminal.lasting.configurations.size());
    }

    @Test
    void json_tellsWhatBecameOfEach() {
        terminal.lasting.keep(request(Protocol.TCP, 80));

        assertEquals(0, terminal.type("release", "80", "--json"));
        assertEquals(
                "[{\"protocol\":\"TCP\",\"requestedPort\":80,\"wasOpen\":true,"
                        + "\"confirmed\":true}]\n",
                terminal.out());
    }

    @Test
    void aRange_isToldAsItWasBefore() {
        for (int port : List.of(80, 81)) {
            terminal.lasting.keep(request(Protocol.TCP, port));
        }

        assertEquals(0, terminal.type("release", "80-81", "--json"));
        assertFalse(terminal.out().contains("\"wasOpen\":false"), terminal.out());
    }

    @Test
    void oneProtocolOfTwo_isReleasedAndTold_theOtherStays() {
        terminal.lasting.keep(MappingRequest.tcpAndUdp(80));

        assertEquals(0, terminal.type("release", "80", "--protocol", "TCP"));
        assertEquals("TCP port 80 is closed on My Router (192.168.1.1).\n", terminal.out());
        assertEquals(
                List.of(PortKey.udp(80)),
                terminal.lasting.configurations.values().iterator().next().mapping().keys());
    }

    @Test
    void rangesAndSeveralPorts_areReleasedTogether() {
        for (int port : List.of(80, 81, 90, 99)) {
            terminal.lasting.keep(request(Protocol.UDP, port));
        }

        assertEquals(0, terminal.type("release", "80-85", "90", "--protocol", "UDP"));
        assertEquals("Closed 3 ports on My Router (192.168.1.1): UDP 80-81, 90.\n", terminal.out());
        assertEquals(1, terminal.lasting.configurations.size());
    }

    @Test
    void theOtherProtocol_stays() {
        terminal.lasting.keep(request(Protocol.TCP, 80));

        assertEquals(2, terminal.type("release", "80", "--protocol", "UDP"));
        assertEquals("Nothing is kept at 80: 'kept' lists what is.\n", terminal.err());
        assertEquals(1, terminal.lasting.configurations.size());
    }

    @Test
    void nothingKept_is2() {
        assertEquals(2, terminal.type("release", "80", "90-95"));
        assertEquals("Nothing is kept at 80, 90-95: 'kept' lists what is.\n", terminal.err());
    }

    @Test
    void whatAProgramKeeps_isNamedAndStays() {
        keeper.add(request(Protocol.TCP, 80), "bundle org.example.game");

        assertEquals(12, terminal.type("release", "80"));
        assertEquals(
                "TCP port 80 is kept by bundle org.example.game, and stays open until that bundle"
                        + " releases it.\n",
                terminal.err());
        assertEquals(List.of(), keeper.calls);
    }

    @Test
    void besideWhatAProgramKeeps_theRestIsReleasedAndSaid() {
        keeper.add(request(Protocol.UDP, 80), "program");
        terminal.lasting.keep(request(Protocol.TCP, 80));

        assertEquals(12, terminal.type("release", "80"));
        assertEquals(
                "UDP port 80 is kept by a program, and stays open until that program releases it. "
                        + CLOSED,
                terminal.err());
    }

    @Test
    void aConfigurationThatTheKeeperNeverTook_isRemovedToo() {
        terminal.lasting.followed = false;
        terminal.lasting.keep(request(Protocol.TCP, 80));

        assertEquals(0, terminal.type("release", "80"));
        assertEquals(
                "The configuration TCP-80 is removed; its port was not kept.\n", terminal.out());
    }

    @Test
    void aRouterThatCannotBeAsked_isSaid() {
        terminal.lasting.keep(request(Protocol.TCP, 80));
        keeper.onRelease =
                port ->
                        port.released.completeExceptionally(
                                failure(UpnpResult.SOCKET_ERROR, "It does not answer."));

        assertEquals(24, terminal.type("release", "80"));
        assertEquals(
                "TCP port 80 could not be closed: It does not answer. Ports that may still be"
                        + " open are no longer kept: they close when their lease ends, or with"
                        + " 'unmap'.\n",
                terminal.err());
        assertEquals(0, terminal.lasting.configurations.size());
    }

    @Test
    void ctrlC_leavesTheRestToTheKeeper() throws Exception {
        terminal.lasting.keep(request(Protocol.TCP, 80));
        CountDownLatch released = new CountDownLatch(1);
        keeper.onRelease = port -> released.countDown();
        RunningCommand typing = RunningCommand.start(terminal, "release", "80");
        released.await();

        assertEquals(130, typing.interrupt());
        assertTrue(terminal.err().startsWith("Interrupted. "), terminal.err());
        assertEquals(0, terminal.lasting.configurations.size());
    }

    @Test
    void withoutMemory_onlyProgramsKeep() {
        terminal.lasts = false;
        keeper.add(request(Protocol.TCP, 80), "program");

        assertEquals(12, terminal.type("release", "80"));
    }
}
