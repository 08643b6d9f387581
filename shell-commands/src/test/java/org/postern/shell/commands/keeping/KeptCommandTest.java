// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.openPort;
import static org.postern.testkit.fakes.Fakes.request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.api.keeper.PortStatus.Trouble;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.FakeHelper;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.FakeKept;
import org.postern.testkit.fakes.Fakes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class KeptCommandTest {
    private static final Trouble TAKEN =
            Fakes.trouble(
                    Instant.now().minusSeconds(180),
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    "192.168.1.9 has it.");

    private final TestTerminal terminal = new TestTerminal();
    private final FakeKeeper keeper = terminal.keeper;

    @BeforeEach
    void inAShell() {
        terminal.environment = Environment.SHELL;
    }

    @Test
    void table_tellsHowEachIs() {
        keeper.add(request(Protocol.TCP, 80), "configuration door")
                .open(openPort(Protocol.TCP, 8080));
        keeper.add(request(Protocol.UDP, 81), "bundle org.example.game")
                .phase(PortPhase.TAKEN)
                .nextTry(Instant.now().plusSeconds(600))
                .trouble(TAKEN);

        assertEquals(0, terminal.type("kept"));
        assertEquals(
                """
                Protocol  Port  State  Open at           Leads to          Since  Good for  Next               Gateway    Kept by
                TCP         80  open   203.0.113.7:8080  192.168.1.5:8080  2 min  1 h       renewal in 30 min  My Router  configuration door
                UDP         81  taken  -                 port 81           -      -         try in 10 min      -          bundle org.example.game
                UDP port 81, last trouble 3 min ago: 192.168.1.9 has it.
                """,
                terminal.out());
    }

    @Test
    void whereAHelperIsConfigured_aColumnTellsWhenEachWasReached() {
        terminal.checked = true;
        keeper.add(request(Protocol.TCP, 80), "program").open(openPort(Protocol.TCP, 80));
        keeper.add(request(Protocol.UDP, 81), "program").phase(PortPhase.TAKEN);
        Instant last = Instant.now().minusSeconds(600);
        terminal.helper.found.add(
                FakeHelper.reach(
                        PortKey.tcp(80), PortReach.State.NOT_REACHED, Optional.of(last), "No."));

        assertEquals(0, terminal.type("kept"));
        assertEquals(
                """
                Protocol  Port  State  Open at         Leads to        Since  Good for  Next               Gateway    Kept by  Reached
                TCP         80  open   203.0.113.7:80  192.168.1.5:80  2 min  1 h       renewal in 30 min  My Router  program  10 min ago
                UDP         81  taken  -               port 81         -      -         -                  -          program  -
                """,
                terminal.out());

        assertEquals(0, terminal.type("kept", "--json"));
        assertTrue(
                terminal.out()
                        .contains(
                                "\"reach\":\"NOT_REACHED\",\"lastReached\":\""
                                        + last.truncatedTo(ChronoUnit.MILLIS)
                                        + "\"},"),
                terminal.out());
        assertTrue(terminal.out().endsWith("\"reach\":null,\"lastReached\":null}]\n"));
    }

    @Test
    void eachFamilyIsARow_withATroubleOfItsOwn() {
        FakeKept port =
                keeper.add(
                                KeepRequest.of(request(Protocol.TCP, 80))
                                        .over(AddressFamily.IPV4, AddressFamily.IPV6),
                                "configuration door")
                        .open(openPort(Protocol.TCP, 80));
        port.statusOverIpv6 =
                Optional.of(
                        new PortStatus(
                                PortPhase.REFUSED,
                                List.of(),
                                Optional.empty(),
                                Optional.of(TAKEN)));

        assertEquals(0, terminal.type("kept"));
        assertEquals(
                """
                Protocol       Port  State    Open at         Leads to        Since  Good for  Next               Gateway    Kept by
                TCP              80  open     203.0.113.7:80  192.168.1.5:80  2 min  1 h       renewal in 30 min  My Router  configuration door
                TCP over IPv6    80  refused  -               port 80         -      -         -                  -          configuration door
                TCP port 80 over IPv6, last trouble 3 min ago: 192.168.1.9 has it.
                """,
                terminal.out());

        assertEquals(0, terminal.type("kept", "--json"));
        assertTrue(
                terminal.out().contains("\"family\":\"IPV4\",\"requestedPort\":80,"),
                terminal.out());
        assertTrue(
                terminal.out().matches("(?s).*\"family\":\"IPV6\".*\"state\":\"REFUSED\".*"),
                terminal.out());
    }

    @Test
    void severalGateways_areARowEach() {
        GatewayInfo first = Fakes.info();
        GatewayInfo second =
                new GatewayInfo(
                        "http://192.168.1.2:5000/rootDesc.xml",
                        List.of("upnp"),
                        "",
                        "",
                        "",
                        Fakes.address("192.168.1.2"),
                        Fakes.address("192.168.1.5"),
                        Map.of());
        keeper.add(request(Protocol.TCP, 80), "program")
                .open(openPort(first, Protocol.TCP, 80), openPort(second, Protocol.TCP, 80))
                .trouble(TAKEN);

        assertEquals(0, terminal.type("kept"));
        List<String> lines = terminal.out().lines().toList();
        assertTrue(lines.get(1).contains("  My Router    program"), lines.get(1));
        assertTrue(lines.get(2).contains("  192.168.1.2  program"), lines.get(2));
        assertEquals(4, lines.size(), terminal.out());
    }

    @Test
    void json_hasAllOfIt() {
        Instant since = Instant.parse("2026-03-01T06:10:03.5Z");
        keeper.add(request(Protocol.TCP, 80), "program").status =
                new PortStatus(
                        PortPhase.OPEN,
                        List.of(
                                new Holding(
                                        openPort(Protocol.TCP, 8080),
                                        since,
                                        Optional.of(since.plusSeconds(3600)),
                                        Optional.of(since.plusSeconds(1800)))),
                        Optional.empty(),
                        Optional.of(
                                Fakes.trouble(since, UpnpResult.SOCKET_ERROR, "It was silent.")));

        assertEquals(0, terminal.type("kept", "--json"));
        assertEquals(
                "[{\"protocol\":\"TCP\",\"family\":\"IPV4\",\"requestedPort\":80,\"anyPort\":false,"
                    + "\"state\":\"OPEN\",\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\","
                    + "\"externalAddress\":\"203.0.113.7\",\"externalPort\":8080,"
                    + "\"internalClient\":\"192.168.1.5\",\"internalPort\":8080,"
                    + "\"description\":\"test\",\"leaseSeconds\":3600,"
                    + "\"since\":\"2026-03-01T06:10:03.500Z\","
                    + "\"goodUntil\":\"2026-03-01T07:10:03.500Z\","
                    + "\"nextRenewal\":\"2026-03-01T06:40:03.500Z\",\"nextTry\":null,"
                    + "\"lastTrouble\":{\"at\":\"2026-03-01T06:10:03.500Z\",\"result\":\"SOCKET_ERROR\",\"code\":24,\"message\":\"It"
                    + " was silent.\"},\"origin\":\"program\",\"reach\":null,\"lastReached\":null}]\n",
                terminal.out());
    }

    @Test
    void json_ofAPortThatIsNotOpen_isNullWhereNothingIsKnown() {
        keeper.add(request(Protocol.TCP, 80), "program").phase(PortPhase.WAITING);

        assertEquals(0, terminal.type("kept", "--json"));
        assertEquals(
                "[{\"protocol\":\"TCP\",\"family\":\"IPV4\",\"requestedPort\":80,\"anyPort\":false,\"state\":\"WAITING\",\"gateway\":null,\"externalAddress\":null,\"externalPort\":null,\"internalClient\":null,\"internalPort\":80,\"description\":\"test\",\"leaseSeconds\":null,\"since\":null,\"goodUntil\":null,\"nextRenewal\":null,\"nextTry\":null,\"lastTrouble\":null,\"origin\":\"program\",\"reach\":null,\"lastReached\":null}]\n",
                terminal.out());
    }

    @Test
    void portThatWaits_saysWhatFor() {
        keeper.add(request(Protocol.TCP, 80), "program").phase(PortPhase.WAITING);
        keeper.add(request(Protocol.TCP, 81), "program").phase(PortPhase.WAITING);

        assertEquals(0, terminal.type("kept"));
        assertEquals(
                List.of("No gateway has been found yet. 'upnp:doctor' tells why."),
                terminal.out().lines().skip(3).toList());
    }

    @Test
    void sameTroubleOfSeveralPorts_isOneSentence() {
        for (int port = 80; port < 83; port++) {
            keeper.add(request(Protocol.TCP, port), "program")
                    .phase(PortPhase.REFUSED)
                    .trouble(
                            Fakes.trouble(
                                    Instant.now(),
                                    UpnpResult.NOT_AUTHORIZED,
                                    "TCP port " + port + " is not allowed."));
        }

        assertEquals(0, terminal.type("kept"));
        List<String> below = terminal.out().lines().skip(4).toList();
        assertEquals(1, below.size(), terminal.out());
        assertTrue(
                below.get(0)
                        .matches("TCP 80-82, last trouble .* ago: TCP port 80 is not allowed\\."),
                terminal.out());
    }

    @Test
    void permanentLeases_haveNoEnd() {
        keeper.add(request(Protocol.TCP, 80), "program").status =
                new PortStatus(
                        PortPhase.OPEN,
                        List.of(
                                new Holding(
                                        openPort(Protocol.TCP, 80),
                                        Instant.now(),
                                        Optional.empty(),
                                        Optional.empty())),
                        Optional.empty(),
                        Optional.empty());

        terminal.type("kept");
        assertTrue(terminal.out().contains("  permanent  -     My Router"), terminal.out());
    }

    /** Quirk A47. */
    @Test
    void leaseThatIsNotTold_isUnknown() {
        OpenPort open = openPort(Protocol.TCP, 80);
        OpenPort untold =
                new OpenPort(
                        open.gatewayInfo(),
                        open.externalAddress(),
                        open.mapping().withUnknownLease(Duration.ofHours(1)));
        keeper.add(request(Protocol.TCP, 80), "program").status =
                new PortStatus(
                        PortPhase.OPEN,
                        List.of(
                                new Holding(
                                        untold,
                                        Instant.now(),
                                        Optional.of(Instant.now().plusSeconds(3600)),
                                        Optional.of(Instant.now().plusSeconds(1800)))),
                        Optional.empty(),
                        Optional.empty());

        assertEquals(0, terminal.type("kept", "--json"));
        assertTrue(terminal.out().contains("\"leaseSeconds\":null,"), terminal.out());
    }

    @Test
    void nothing_isASentence() {
        assertEquals(0, terminal.type("kept"));
        assertEquals("No port is kept open.\n", terminal.out());
        terminal.type("kept", "--json");
        assertTrue(terminal.out().endsWith("\n[]\n"), terminal.out());
    }

    @Test
    void noKeeper_isASentence() {
        terminal.keeps = false;

        assertEquals(69, terminal.type("kept"));
        assertEquals("No keeper.\n", terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept", "release 80"})
    void onTheTerminal_thereIsNothingToAsk(String line) {
        terminal.environment = Environment.TERMINAL;

        assertEquals(69, terminal.type(line.split(" ")));
        assertEquals(
                "'kept', 'release' and 'reopen' work only inside the interactive shell; start it"
                        + " with './postern'. Outside, './postern keep' holds its ports until it"
                        + " ends.\n",
                terminal.err());
    }
}
