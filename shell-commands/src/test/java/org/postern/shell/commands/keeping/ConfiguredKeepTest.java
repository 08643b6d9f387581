// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.openPort;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code keep} in a shell that remembers. */
@Timeout(30)
class ConfiguredKeepTest {
    private static final String FORGETS = "postern.forgets";

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

    @AfterEach
    void rememberAgain() {
        System.clearProperty(FORGETS);
    }

    @Test
    void makesAConfiguration_andTellsWhatTheRouterHolds() {
        assertEquals(0, terminal.type("keep", "80", "--protocol", "tcp", "--description", "door"));

        assertEquals(
                List.of(
                        KeepRequest.of(
                                new MappingRequest(
                                        Set.of(Protocol.TCP),
                                        80,
                                        0,
                                        "door",
                                        Duration.ofHours(1),
                                        false))),
                List.copyOf(terminal.lasting.configurations.values()));
        assertEquals(
                """
                Open on My Router (192.168.1.1):
                Protocol  Open at         Leads to        Lease  Description
                TCP       203.0.113.7:80  192.168.1.5:80  1 h    test
                TCP port 80 is now kept open, also after restarts, until you 'release' it.
                """,
                terminal.out());
        assertEquals("", terminal.err());
        assertEquals(List.of(), keeper.opened);
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void json_isWhatKeptWouldTell() {
        assertEquals(0, terminal.type("keep", "80", "--json"));
        String kept = terminal.out();
        assertEquals(0, terminal.type("kept", "--json"));

        assertEquals(kept + kept, terminal.out());
        assertTrue(
                kept.startsWith("[{\"protocol\":\"UDP\",\"family\":\"IPV4\",\"requestedPort\":80,"),
                kept);
    }

    @Test
    void waitsUntilItIsOpen() throws Exception {
        keeper.onKeep = port -> port.phase(PortPhase.OPENING);
        RunningCommand typing = RunningCommand.start(terminal, "keep", "80/udp");
        keeper.asked.await();
        keeper.tell(Fakes.opened(Protocol.UDP, 81, "It is open.", "Nobody listens on 81."));
        keeper.tell(Fakes.opened(Protocol.UDP, 80, "It is open.", "Nobody listens on 80."));
        keeper.kept.get(0).open(openPort(Protocol.UDP, 80));

        assertEquals(0, typing.exitCode());
        assertTrue(terminal.out().contains("203.0.113.7:80"), terminal.out());
        assertEquals("Note: Nobody listens on 80.\n", terminal.err());
    }

    @Test
    void replacesAConfigurationOfTheSamePort() {
        terminal.type("keep", "80/udp");
        terminal.type("keep", "80/udp");
        assertEquals("", terminal.err());
        assertEquals(0, terminal.type("keep", "80/udp", "--description", "other"));
        assertEquals(
                "Note: UDP port 80 was kept already: what is asked for now replaces the former"
                        + " terms.\n",
                terminal.err());

        assertEquals(1, terminal.lasting.configurations.size());
        assertEquals("other", keeper.kept.get(0).request.description());
    }

    @Test
    void severalPortsWithoutAGateway_getOneNote() {
        keeper.onKeep = port -> port.phase(PortPhase.REFUSED);

        terminal.type("keep", "80-82/tcp");
        assertEquals(
                "Note: TCP 80-82 are not open yet. No gateway has been found yet.\n"
                        + "Note: 'upnp:doctor 80 --protocol TCP' tells why.\n",
                terminal.err());
    }

    @Test
    void aPortThatIsTaken_staysKept_andTheReasonIsSaid() {
        keeper.onKeep =
                port ->
                        port.phase(PortPhase.TAKEN)
                                .nextTry(Instant.now().plusSeconds(600))
                                .trouble(
                                        Fakes.trouble(
                                                Instant.now(),
                                                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                                                "192.168.1.9 has it."));

        assertEquals(13, terminal.type("keep", "80/udp"));
        assertEquals(
                "Note: UDP port 80 is not open yet; next try in 10 min. 192.168.1.9 has it.\n"
                        + "Note: 'upnp:doctor 80 --protocol UDP' tells why.\n",
                terminal.err());
        assertEquals(
                "UDP port 80 will be kept open once the router opens it, also after restarts, until"
                        + " you 'release' it.\n",
                terminal.out());
        assertEquals(1, terminal.lasting.configurations.size());
    }

    @Test
    void aPortThatAProgramKeeps_isLeftToIt() {
        keeper.add(Fakes.request(Protocol.UDP, 80), "bundle org.example.game");

        assertEquals(13, terminal.type("keep", "80"));
        assertEquals(
                "UDP port 80 is kept already, by bundle org.example.game. Nothing is changed.\n",
                terminal.err());
        assertEquals(0, terminal.lasting.configurations.size());
    }

    @Test
    void ctrlC_leavesItKept() throws Exception {
        keeper.onKeep = port -> port.phase(PortPhase.OPENING);
        RunningCommand typing = RunningCommand.start(terminal, "keep", "80");
        keeper.asked.await();

        assertEquals(130, typing.interrupt());
        assertEquals(
                "Interrupted. UDP port 80 will be kept open once the router opens it, also after"
                        + " restarts, until you 'release' it.\n",
                terminal.err());
        assertEquals(1, terminal.lasting.configurations.size());
        assertEquals(List.of(), keeper.calls);
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void aShellThatForgets_saysSo() {
        System.setProperty(FORGETS, "true");
        terminal.type("keep", "80");

        assertTrue(
                terminal.out()
                        .endsWith(
                                "UDP port 80 is now kept open while this shell runs, until you"
                                        + " 'release' it.\n"),
                terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--interface=lo", "--gateway=x", "--ipv6", "--timeout=5"})
    void choicesOfAGateway_areForTheTerminal(String option) {
        assertEquals(64, terminal.type("keep", "80", option));
        assertTrue(
                terminal.err()
                        .startsWith(
                                "'"
                                        + option.replaceFirst("=.*", "")
                                        + "' works only with './postern keep'"),
                terminal.err());
        assertEquals(0, terminal.lasting.configurations.size());
    }

    /** What works is open, and the exit code says so; why the other is not is told. */
    @Test
    void overBothFamilies_oneIsEnough() {
        keeper.onKeep =
                port -> {
                    port.open(openPort(Protocol.TCP, 80));
                    port.statusOverIpv6 =
                            Optional.of(
                                    new PortStatus(
                                            PortPhase.REFUSED,
                                            List.of(),
                                            Optional.empty(),
                                            Optional.of(
                                                    Fakes.trouble(
                                                            Instant.now(),
                                                            UpnpResult.NOT_AUTHORIZED,
                                                            "No firewall."))));
                };
        assertEquals(0, terminal.type("keep", "80/tcp", "--family", "both"));
        assertTrue(
                terminal.err().contains("TCP port 80 over IPv6 is not open yet. No firewall."),
                terminal.err());
        assertEquals(
                Set.of(AddressFamily.IPV4, AddressFamily.IPV6),
                terminal.lasting.configurations.values().iterator().next().families());
    }

    @Test
    void aPortOfThisMachineThatIsOpenOverIpv6ForAnother_isNotStored() {
        assertEquals(0, terminal.type("keep", "80/tcp", "--internal", "8080", "--family", "both"));
        assertEquals(13, terminal.type("keep", "8080/tcp", "--family", "ipv6"));
        assertTrue(
                terminal.err()
                        .contains(
                                "Port 8080 of this machine is kept already over IPv6, as TCP port"
                                        + " 80 by configuration"),
                terminal.err());
        assertEquals(1, terminal.lasting.configurations.size());

        assertEquals(0, terminal.type("keep", "8080/udp", "--family", "ipv6"));
        assertEquals(0, terminal.type("keep", "8080/tcp"));
    }

    /** The configuration is replaced, and the command waits for the new one. */
    @Test
    void anotherFamilyIsAnotherRequest() {
        assertEquals(0, terminal.type("keep", "80/tcp"));
        assertEquals(0, terminal.type("keep", "80/tcp", "--family", "ipv6"));
        assertEquals(
                Set.of(AddressFamily.IPV6),
                terminal.lasting.configurations.values().iterator().next().families());
    }

    @Test
    void theControlProtocol_isAChoiceForThePort() {
        assertEquals(0, terminal.type("keep", "80", "--control", "UPnP"));
        assertEquals(
                List.of("upnp"),
                terminal.lasting.configurations.values().stream()
                        .map(each -> each.mapping().controlProtocol())
                        .toList());
    }

    @Test
    void aControlProtocolThatDoesNotExist_isNotStored() {
        terminal.finder =
                query -> {
                    throw new GatewayException(Reason.INVALID_ARGUMENT, "There is no such one.");
                };

        assertEquals(22, terminal.type("keep", "80", "--control", "nonsense"));
        assertEquals(0, terminal.lasting.configurations.size());
    }

    @Test
    void noKeeper_isASentence_andNothingIsStored() {
        terminal.keeps = false;

        assertEquals(69, terminal.type("keep", "80"));
        assertEquals(0, terminal.lasting.configurations.size());
    }
}
