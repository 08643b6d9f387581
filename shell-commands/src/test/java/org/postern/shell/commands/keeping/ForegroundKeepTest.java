// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.event;
import static org.postern.testkit.fakes.Fakes.failure;
import static org.postern.testkit.fakes.Fakes.openPort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.PortPhase;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.FakeHelper;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.TestProgram;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.net.Inet6Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** {@code keep} on the terminal. */
@Timeout(30)
class ForegroundKeepTest {
    private static final String OPENED = "TCP port 80 is open.";

    private final TestTerminal terminal = new TestTerminal();
    private final FakeKeeper keeper = terminal.keeper;

    @Test
    void asks_whatTheWordsSay() throws Exception {
        RunningCommand typing =
                keep(
                        "80",
                        "--internal",
                        "8080",
                        "--protocol",
                        "both",
                        "--description",
                        "door",
                        "--any-port");
        typing.interrupt();

        Duration lease = Duration.ofHours(1);
        assertEquals(
                List.of(
                        "keep "
                                + MappingRequest.tcpAndUdp(80)
                                        .internalPort(8080)
                                        .description("door")
                                        .lease(lease)
                                        .anyPort()),
                kept());
        assertEquals(List.of(GatewayQuery.standard()), keeper.opened);
    }

    @Test
    void severalPortsAndRanges_areKeptOnceEach_withoutAnEndIfTheUserWants() throws Exception {
        keep("80", "90-91", "91", "80", "--duration", "0").interrupt();

        assertEquals(
                List.of("keep " + permanent(80), "keep " + permanent(90), "keep " + permanent(91)),
                kept());
    }

    @Test
    void overWhichFamilies_andToWhichAddress() throws Exception {
        keep("80/tcp", "--family", "both", "--internal", "8080").interrupt();
        keep("81/tcp", "--family", "IPv6", "--ipv6-address", "2001:db8::5").interrupt();
        keep("82/tcp").interrupt();

        MappingRequest both = MappingRequest.tcp(80).internalPort(8080);
        assertEquals(
                List.of(
                        KeepRequest.of(both).over(AddressFamily.IPV4, AddressFamily.IPV6),
                        KeepRequest.of(MappingRequest.tcp(81))
                                .over(AddressFamily.IPV6)
                                .ipv6Address((Inet6Address) Fakes.address("2001:db8::5")),
                        KeepRequest.of(MappingRequest.tcp(82))),
                keeper.terms);
    }

    @Test
    void whatHasNoMeaningOverIpv6_endsAtOnce() {
        assertEquals(22, terminal.type("keep", "80", "--family", "ipv5"));
        assertEquals(22, terminal.type("keep", "80", "--ipv6-address", "2001:db8::5"));
        assertEquals(22, terminal.type("keep", "80", "--family", "ipv6", "--any-port"));
        assertEquals(22, terminal.type("keep", "80", "--family", "ipv6", "--internal", "81"));
        assertEquals(
                22, terminal.type("keep", "80", "--family", "both", "--client", "192.168.1.9"));
        assertEquals(
                22, terminal.type("keep", "80", "--family", "ipv6", "--ipv6-address", "fe80::1"));
        assertEquals(List.of(), keeper.opened);
    }

    @Test
    void searches_whereTheOptionsSay() throws Exception {
        keep("80", "--interface", "lo", "--gateway", "uuid:x", "--timeout", "5").interrupt();

        assertEquals(
                List.of(new GatewayQuery(Duration.ofMillis(5), false, "lo", "uuid:x", "")),
                keeper.opened);
    }

    @Test
    void wordsOutOfRange_endAtOnce() {
        assertEquals(17, terminal.type("keep", "0"));
        assertEquals(18, terminal.type("keep", "80", "--protocol", "SCTP"));
        assertEquals(19, terminal.type("keep", "80", "--duration", "60"));
        assertEquals(22, terminal.type("keep", "1-65535"));
        assertEquals(List.of(), keeper.opened);
    }

    @Test
    void noKeeper_isASentence() {
        terminal.keeps = false;

        assertEquals(69, terminal.type("keep", "80"));
        assertEquals("No keeper.\n", terminal.err());
    }

    @Test
    void badQuery_isTheProvidersSentence() {
        keeper.failure = failure(UpnpResult.INVALID_PARAM, "There is no interface 'eth7'.");

        assertEquals(22, terminal.type("keep", "80", "--interface", "eth7"));
        assertEquals("There is no interface 'eth7'.\n", terminal.err());
    }

    @Test
    void inAPipe_eachEventIsALine() throws Exception {
        RunningCommand typing = keep("80/udp");
        keeper.tell(event(Kind.PORT_OPENED, Protocol.TCP, 80, OPENED));
        RunningCommand.await(() -> terminal.out().contains(OPENED));

        assertTrue(
                terminal.out().matches("2026-03-01 \\d\\d:\\d\\d:03  TCP port 80 is open\\.\n"),
                terminal.out());
        assertEquals(130, typing.interrupt());
    }

    @Test
    void json_isAnObjectOnEachLine() throws Exception {
        terminal.tty = true;
        RunningCommand typing = keep("80", "--json");
        keeper.tell(event(Kind.GATEWAY_MISSING, "There is none."));
        keeper.tell(event(Kind.PORT_OPENED, Protocol.TCP, 80, OPENED));
        RunningCommand.await(() -> terminal.out().contains(OPENED));

        assertEquals(
                "{\"at\":\"2026-03-01T06:10:03.500Z\",\"event\":\"GATEWAY_MISSING\","
                    + "\"gateway\":null,\"protocol\":null,\"family\":null,\"requestedPort\":null,"
                    + "\"externalAddress\":null,\"externalPort\":null,"
                    + "\"internalClient\":null,\"internalPort\":null,\"leaseSeconds\":null,\"nextTry\":null,\"message\":\"There"
                    + " is none.\",\"notes\":[]}\n"
                    + "{\"at\":\"2026-03-01T06:10:03.500Z\",\"event\":\"PORT_OPENED\","
                    + "\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\","
                    + "\"protocol\":\"TCP\",\"family\":\"IPV4\",\"requestedPort\":80,"
                    + "\"externalAddress\":\"203.0.113.7\",\"externalPort\":80,"
                    + "\"internalClient\":\"192.168.1.5\",\"internalPort\":80,\"leaseSeconds\":3600,\"nextTry\":null,\"message\":\"TCP"
                    + " port 80 is open.\",\"notes\":[]}\n",
                terminal.out());
        assertEquals("", terminal.err());
        assertEquals(130, typing.interrupt());
    }

    @Test
    void interrupted_closesItsPortsAndSaysSo() throws Exception {
        keeper.onKeep = port -> port.open(openPort(Protocol.UDP, 80));
        keeper.onRelease =
                port -> {
                    keeper.tell(event(Kind.PORT_CLOSED, Protocol.UDP, 80, "It is closed."));
                    port.released.complete(null);
                };
        RunningCommand typing = keep("80/udp");

        assertEquals(130, typing.interrupt());
        assertEquals(List.of("release UDP 80", "close"), keeper.calls);
        assertEquals("UDP port 80 is closed on My Router (192.168.1.1).\n", terminal.err());
        assertTrue(terminal.out().endsWith("  It is closed.\n"), terminal.out());
        assertEquals(List.of(), keeper.listeners);
    }

    /** On a busy machine listeners are called when the ports have long been closed. */
    @Test
    void interrupted_showsThatItsPortsAreClosed_howeverLateItIsToldSo() throws Exception {
        Queue<Runnable> late = new ConcurrentLinkedQueue<>();
        keeper.onKeep = port -> port.open(openPort(Protocol.UDP, 80));
        keeper.onRelease =
                port -> {
                    keeper.listenerThread =
                            call -> {
                                late.add(call);
                                if (keeper.listeners.size() > 1) {
                                    new Thread(() -> late.forEach(Runnable::run)).start();
                                }
                            };
                    keeper.tell(event(Kind.PORT_CLOSED, Protocol.UDP, 80, "It is closed."));
                    port.released.complete(null);
                };
        keep("80/udp").interrupt();

        assertTrue(terminal.out().endsWith("  It is closed.\n"), terminal.out());
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void interrupted_tellsWhatCouldNotBeClosed() throws Exception {
        keeper.onKeep = port -> port.open(openPort(Protocol.UDP, port.request.externalPort()));
        keeper.onRelease =
                port -> {
                    if (port.request.externalPort() == 81) {
                        port.released.completeExceptionally(
                                failure(UpnpResult.SOCKET_ERROR, "It does not answer."));
                    } else if (port.request.externalPort() == 80) {
                        port.released.complete(null);
                    }
                };
        RunningCommand typing = keep("80-82/udp");

        assertEquals(130, typing.interrupt());
        assertEquals(
                List.of(
                        "UDP port 80 is closed on My Router (192.168.1.1).",
                        "UDP port 81 could not be closed: It does not answer.",
                        "UDP port 82 may be open still: the router has not confirmed in time that"
                                + " it is closed."),
                terminal.err().lines().toList());
    }

    @Test
    void interrupted_beforeAnythingWasOpen_saysThat() throws Exception {
        keeper.onKeep = port -> port.phase(PortPhase.WAITING);
        keep("80/udp").interrupt();

        assertEquals("UDP port 80 is no longer kept (it was not open).\n", terminal.err());
    }

    @Test
    void interrupted_whileItWasBeingOpened_doesNotSayThatItWasNotOpen() throws Exception {
        keeper.onKeep = port -> port.phase(PortPhase.OPENING);
        keep("80/udp").interrupt();

        assertEquals(
                "UDP port 80 is no longer kept (it was still being opened).\n", terminal.err());
    }

    @Test
    void interrupted_saysOverWhatThePortWasKept() throws Exception {
        keeper.onKeep = port -> port.phase(PortPhase.WAITING);
        keeper.onRelease =
                port -> {
                    if (port.request.externalPort() == 80) {
                        port.released.complete(null);
                    }
                };
        RunningCommand.start(terminal, "keep", "80/tcp", "81/tcp", "--family", "ipv6").interrupt();

        assertEquals(
                """
                TCP port 80 over IPv6 is no longer kept (it was not open).
                TCP port 81 over IPv6 may be open still: the router has not confirmed in time that it is closed.
                """,
                terminal.err());
    }

    @Test
    void onATerminal_oneLineTellsHowThingsAre() throws Exception {
        terminal.tty = true;
        keeper.onKeep = port -> port.phase(PortPhase.WAITING);
        RunningCommand typing = keep("80/udp");
        RunningCommand.await(
                () -> terminal.err().contains("Waiting for a gateway to open UDP 80 ("));
        keeper.kept.get(0).open(openPort(Protocol.UDP, 80));
        keeper.tell(event(Kind.PORT_OPENED, Protocol.UDP, 80, OPENED));
        RunningCommand.await(
                () -> terminal.err().contains("UDP 80 is open at 203.0.113.7:80, ren"));

        assertFalse(terminal.err().contains("\n"), terminal.err());
        assertTrue(terminal.err().contains("renewal in 30 min (Ctrl-C ends)"), terminal.err());
        assertEquals(130, typing.interrupt());
        assertEquals("", terminal.out());
        assertTrue(
                terminal.err()
                        .matches(
                                "(?s).*\r +\rUDP port 80 is closed on My Router"
                                        + " \\(192.168.1.1\\)\\.\n"),
                terminal.err());
    }

    @Test
    void onATerminal_troubleStaysAboveTheLine() throws Exception {
        terminal.tty = true;
        RunningCommand typing = keep("80/udp");
        keeper.tell(event(Kind.GATEWAY_MISSING, "There is no gateway."));
        RunningCommand.await(() -> terminal.err().contains("tells why.\n\rOpening"));
        typing.interrupt();

        assertTrue(
                terminal.err()
                        .matches(
                                "(?s).*\r"
                                    + " +\r"
                                    + "2026-\\S+ \\S+  There is no gateway\\. '.*' tells why\\.\n"
                                    + ".*"),
                terminal.err());
    }

    @Test
    void whereDataIsRead_thereIsNoStatusLine() throws Exception {
        terminal.tty = true;
        terminal.dataRead = true;
        RunningCommand typing = keep("80/udp");
        keeper.tell(event(Kind.PORT_OPENED, Protocol.TCP, 80, OPENED));
        RunningCommand.await(() -> terminal.out().contains(OPENED));
        typing.interrupt();

        assertFalse(terminal.err().contains("\r"), terminal.err());
    }

    @Test
    void inAShellWithoutMemory_portsAreKeptUntilCtrlC() throws Exception {
        terminal.environment = Environment.SHELL;
        terminal.lasts = false;

        assertEquals(130, keep("80").interrupt());
        assertEquals(List.of("release UDP 80", "close"), keeper.calls);
    }

    @Test
    void aPortThatTheKeeperRefuses_closesTheOthersAndFails() {
        keeper.onKeep =
                port -> {
                    if (port.request.externalPort() == 81) {
                        throw new IllegalStateException("closed");
                    }
                };

        assertEquals(70, terminal.type("keep", "80", "81"));
        assertTrue(keeper.calls.contains("close"));
    }

    @Test
    void aProgram_isRunOnEachEvent_andOnTheLast(@TempDir Path folder) throws Exception {
        Path program =
                TestProgram.in(
                        folder,
                        "on event",
                        "echo \"$POSTERN_EVENT $POSTERN_EXTERNAL_PORT\" >>\"$0.log\"",
                        "echo \"told $POSTERN_EVENT\"");
        Path log = Path.of(program + ".log");
        keeper.onKeep = port -> port.open(openPort(Protocol.UDP, 80));
        keeper.onRelease =
                port -> {
                    keeper.tell(event(Kind.PORT_CLOSED, Protocol.UDP, 80, "It is closed."));
                    port.released.complete(null);
                };
        RunningCommand typing = keep("80/udp", "--json", "--exec", program.toString());
        keeper.tell(event(Kind.PORT_OPENED, Protocol.UDP, 80, OPENED));
        TestProgram.lines(log, 1);

        assertEquals(130, typing.interrupt());
        assertEquals(List.of("PORT_OPENED 80", "PORT_CLOSED 80"), TestProgram.lines(log, 2));
        assertTrue(terminal.err().startsWith("told PORT_OPENED\ntold PORT_CLOSED\nUDP port 80"));
        assertFalse(terminal.out().contains("told"), terminal.out());
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void whatAHelperFinds_isAnEventForTheProgram(@TempDir Path folder) throws Exception {
        Path program = TestProgram.in(folder, "on event", "echo \"$POSTERN_EVENT\" >>\"$0.log\"");
        RunningCommand typing =
                keep("80/udp", "--helper", "192.0.2.1", "--exec", program.toString());
        RunningCommand.await(() -> !terminal.helper.listeners.isEmpty());
        terminal.helper.tell(
                FakeHelper.reach(
                        PortKey.udp(80), PortReach.State.REACHED, Optional.empty(), "Reached."));

        assertEquals(List.of("PORT_REACHED"), TestProgram.lines(Path.of(program + ".log"), 1));
        assertEquals(130, typing.interrupt());
    }

    @Test
    void whatAProgramPrints_leavesTheStatusLineWhole(@TempDir Path folder) throws Exception {
        terminal.tty = true;
        keeper.onKeep = port -> port.phase(PortPhase.WAITING);
        Path program = TestProgram.in(folder, "on event", "printf 'one\\n\\033[2Jtwo\\n'");
        RunningCommand typing = keep("80/udp", "--exec", program.toString());
        keeper.tell(event(Kind.PORT_RENEWED, Protocol.UDP, 80, OPENED));
        RunningCommand.await(() -> terminal.err().matches("(?s).*\rtwo\n\rWaiting for .*"));
        typing.interrupt();

        assertTrue(terminal.err().matches("(?s).*\r +\rone\n.*"), terminal.err());
    }

    @Test
    void aProgramThatDoesNotExist_isWrongUsage(@TempDir Path folder) {
        assertEquals(64, terminal.type("keep", "80", "--exec", folder + "/no program"));
        assertTrue(terminal.err().contains("no program'"), terminal.err());
        assertEquals(64, terminal.type("keep", "80", "--exec"));
        assertEquals(List.of(), keeper.opened);
    }

    @Test
    void inAShell_noProgramIsRun(@TempDir Path folder) throws Exception {
        String program = TestProgram.in(folder, "program").toString();
        for (Environment shell : List.of(Environment.SHELL, Environment.OWN_SHELL)) {
            terminal.environment = shell;
            for (boolean lasts : List.of(true, false)) {
                terminal.lasts = lasts;
                assertEquals(64, terminal.type("keep", "80/udp", "--exec", program));
            }
            assertEquals(64, terminal.type("watch", "--exec", program));
            assertEquals(64, terminal.type("watch", "--interface", "lo", "--exec", program));
        }
        assertEquals(List.of(), keeper.opened);
        assertEquals(List.of(), kept());
    }

    private RunningCommand keep(String... words) throws InterruptedException {
        String[] all = new String[words.length + 1];
        all[0] = "keep";
        System.arraycopy(words, 0, all, 1, words.length);
        RunningCommand typing = RunningCommand.start(terminal, all);
        keeper.watched.await();
        keeper.asked.await();
        return typing;
    }

    private List<String> kept() {
        return keeper.requests.stream().map(each -> "keep " + each).toList();
    }

    private static MappingRequest permanent(int port) {
        return new MappingRequest(Set.of(Protocol.UDP), port, 0, "", Duration.ZERO, false);
    }
}
