// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.openPort;
import static org.postern.testkit.fakes.Fakes.trouble;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The line that {@code keep} shows on a terminal. */
@Timeout(30)
class KeepStatusLineTest {
    private final TestTerminal terminal = new TestTerminal();
    private final FakeKeeper keeper = terminal.keeper;

    @BeforeEach
    void setTerminal() {
        terminal.tty = true;
    }

    @Test
    void statusLine_ofSeveralPorts_namesThemAndWhyOneIsShut() throws Exception {
        keeper.onKeep =
                port -> {
                    if (port.request.externalPort() == 65535) {
                        port.phase(PortPhase.TAKEN)
                                .trouble(
                                        trouble(
                                                Instant.now(),
                                                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                                                "192.168.1.9 has it."));
                    } else {
                        port.open(openPort(Protocol.TCP, port.request.externalPort()));
                    }
                };
        RunningCommand typing =
                RunningCommand.start(terminal, "keep", "65533-65535", "--protocol", "TCP");
        RunningCommand.await(() -> terminal.err().contains("65535 is taken"));
        typing.interrupt();

        assertTrue(
                terminal.err()
                        .contains(
                                "\rTCP 65533-65534 are open at 203.0.113.7, TCP 65535 is taken:"
                                        + " 192.168.1.9 h..."),
                terminal.err());
        assertTrue(
                terminal.err()
                        .lines()
                        .flatMap(line -> Stream.of(line.split("\r")))
                        .filter(line -> line.contains("taken"))
                        .allMatch(line -> line.replace("\b", "").strip().length() <= 77),
                terminal.err());
    }

    @Test
    void statusLine_namesBothPlaces_andWhichFamilyIsShut() throws Exception {
        keeper.onKeep =
                port -> {
                    OpenPort mapping = openPort(Protocol.TCP, 80);
                    PortMapping pinhole = Fakes.mapping(Protocol.TCP, 80, "2001:db8::5");
                    port.open(mapping);
                    PortStatus open = port.status;
                    port.open(
                            new OpenPort(
                                    mapping.gatewayInfo(),
                                    Optional.of(pinhole.internalClient()),
                                    pinhole));
                    port.statusOverIpv6 = Optional.of(port.status);
                    port.status = open;
                };
        RunningCommand typing =
                RunningCommand.start(terminal, "keep", "80/tcp", "--family", "both");
        RunningCommand.await(
                () ->
                        terminal.err()
                                .contains("TCP 80 is open at 203.0.113.7:80 and [2001:db8::5]:80"));
        keeper.kept.get(0).statusOverIpv6 =
                Optional.of(
                        new PortStatus(
                                PortPhase.REFUSED, List.of(), Optional.empty(), Optional.empty()));
        RunningCommand.await(
                () ->
                        terminal.err()
                                .contains(
                                        "TCP 80 is open at 203.0.113.7:80, TCP 80 over IPv6 is"
                                                + " refused"));
        typing.interrupt();
    }

    @Test
    void statusLine_saysTheReason() throws Exception {
        keeper.onKeep =
                port ->
                        port.phase(PortPhase.WAITING)
                                .trouble(
                                        trouble(
                                                Instant.now(),
                                                UpnpResult.NO_DEVICES,
                                                "No device answered."));
        RunningCommand typing = RunningCommand.start(terminal, "keep", "80,82-84/tcp");
        RunningCommand.await(
                () ->
                        terminal.err()
                                .contains(
                                        "Waiting for a gateway to open TCP 82-84 and UDP 80: No"
                                                + " device answered."));
        typing.interrupt();
    }

    @Test
    void statusLine_ofPortsThatCannotBeOpened_saysWhyAndWhenNext() throws Exception {
        keeper.onKeep =
                port -> port.phase(PortPhase.REFUSED).nextTry(Instant.now().plusSeconds(600));
        RunningCommand typing = RunningCommand.start(terminal, "keep", "80", "--protocol", "both");
        RunningCommand.await(
                () ->
                        terminal.err()
                                .contains("TCP 80 and UDP 80 are refused, next try in 10 min ("));
        typing.interrupt();
    }
}
