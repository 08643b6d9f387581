// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;

import java.util.List;
import java.util.stream.Collectors;

/** What ports, protocols and durations may look like on the command line of {@code map}. */
class SeveralPortsTest {
    private final TestTerminal terminal = new TestTerminal();
    private final ModelGateway gateway = terminal.gateway;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80 81|UDP 80 to 81",
                "80/tcp 81|TCP 80 to 81",
                "80/tcp 81/udp|TCP 80 to 80, UDP 81 to 81",
                "80,81|UDP 80 to 80, UDP 81 to 81",
                "80 81 82 --protocol TCP|TCP 80 to 80, TCP 81 to 81, TCP 82 to 82",
                "80-81/both|UDP 80 to 80, TCP 80 to 80, UDP 81 to 81, TCP 81 to 81",
                "80 80-81|UDP 80 to 80, UDP 81 to 81",
                "80/TCP --protocol UDP|TCP 80 to 80",
            })
    void words_andWhatTheyOpen(String words, String opened) {
        assertEquals(0, terminal.type(("map " + words).split(" ")), terminal::err);
        assertEquals(
                opened,
                gateway.held.values().stream()
                        .map(SeveralPortsTest::text)
                        .collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @CsvSource({"1h, 3600", "90m, 5400", "90min, 5400", "1h30m, 5400", "1d, 86400", "3600s, 3600"})
    void durations_mayHaveUnits(String duration, long seconds) {
        assertEquals(0, terminal.type("map", "80", "--duration", duration));
        assertEquals(seconds, gateway.held.values().iterator().next().lease().toSeconds());
    }

    @ParameterizedTest
    @CsvSource({"2d, 19", "1m, 19", "99999999999d, 19", "1x, 64", "h, 64", "1.5h, 64"})
    void durations_thatCannotBe(String duration, int code) {
        assertEquals(code, terminal.type("map", "80", "--duration", duration));
        assertTrue(gateway.calls.isEmpty());
    }

    @Test
    void assumedProtocol_isSaid() {
        assertEquals(0, terminal.type("map", "80"));
        assertEquals("Note: UDP, since no --protocol was given.\n", terminal.err());
        assertEquals(0, terminal.type("map", "81", "--json"));
        assertTrue(terminal.out().contains("\"notes\":[\"UDP, since no --protocol was given.\"]"));
    }

    @Test
    void assumedProtocol_isSaidOfThePortsThatNameNone() {
        assertEquals(0, terminal.type("map", "80,90-91,443/tcp"));
        assertEquals(
                "Note: UDP for port 80, 90-91, since no --protocol was given.\n", terminal.err());
    }

    @Test
    void aNumberAfterOnePort_isTheInternalOne() {
        assertEquals(0, terminal.type("map", "7002/tcp", "8002"));
        assertEquals(List.of("TCP 7002"), gateway.open());
        assertEquals(8002, gateway.held.values().iterator().next().internalPort());
        assertEquals("", terminal.err());
    }

    @Test
    void sameNoteOnManyPorts_isOne() {
        TestTerminal other =
                new TestTerminal(
                        new ModelGateway(Fakes.info()) {
                            @Override
                            public MappingResult map(MappingRequest request)
                                    throws GatewayException, InterruptedException {
                                PortMapping mapping = super.map(request).mapping();
                                return MappingResult.of(
                                        mapping,
                                        List.of(
                                                "Nobody listens on " + mapping.key() + ".",
                                                "It is slow."));
                            }
                        });

        assertEquals(0, other.type("map", "80-91/tcp"));
        assertEquals(
                "Note: Nobody listens on TCP port 80. The same holds for all of TCP 80-91.\n"
                        + "Note: It is slow.\n",
                other.err());
    }

    /** Each is said once, by whomever. */
    @Test
    void whatTheSearchHasWarnedOf_isNotNotedAgain() {
        terminal.warnings = List.of("It has a private address.");
        gateway.notes = List.of("It has a private address.", "It is slow.");

        assertEquals(0, terminal.type("map", "80/tcp"));
        assertEquals("Warning: It has a private address.\nNote: It is slow.\n", terminal.err());
        assertEquals(0, terminal.type("map", "80/tcp", "--json"));
        assertTrue(
                terminal.out()
                        .contains("\"notes\":[\"It has a private address.\",\"It is slow.\"]"),
                terminal.out());
    }

    @Test
    void sameTroubleOfManyPorts_isOneMessage() {
        for (int port = 80; port < 92; port++) {
            gateway.failures.put(
                    "map TCP " + port,
                    Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "Port " + port + ": no."));
        }

        assertEquals(1, terminal.type("map", "79-91/tcp"));
        assertEquals(
                "Port 80: no. 11 more ports failed likewise. Opened: TCP port 79. 'postern doctor"
                        + " 80 --protocol TCP' tells why.\n",
                terminal.err());
    }

    @Test
    void whatWasOpened_isShown_whenOthersFail() {
        gateway.failures.put("map TCP 80", Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "No."));

        assertEquals(1, terminal.type("map", "79-81/tcp"));
        assertTrue(terminal.out().contains("203.0.113.7:79 "), terminal.out());
        assertTrue(terminal.out().contains("203.0.113.7:81 "), terminal.out());
        assertEquals(1, terminal.type("map", "79-81/tcp", "--json"));
        assertTrue(terminal.out().contains("{\"result\":\"NOT_AUTHORIZED\",\"code\":1,"));
        assertTrue(terminal.out().contains("\"done\":[{\"gateway\""), terminal.out());
        assertEquals(2, terminal.out().split("\"externalPort\":").length - 1);
    }

    @Test
    void differentTroubles_areToldApart() {
        gateway.failures.put("map TCP 80", Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "No."));
        gateway.failures.put(
                "map TCP 82", Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken."));

        assertEquals(1, terminal.type("map", "80-82/tcp"));
        assertEquals(
                "Note: Not open over IPv4: TCP 82: Taken.\nNo. Opened: TCP port 81. 'postern doctor"
                        + " 80 --protocol TCP' tells why.\n",
                terminal.err());
    }

    @Test
    void silentRouter_isNotAskedForTheOthers() {
        gateway.failures.put("map TCP 80", Fakes.failure(UpnpResult.SOCKET_ERROR, "Silent."));

        assertEquals(24, terminal.type("map", "80-91/tcp"));
        assertEquals(
                "Silent. Not tried: 11 ports. 'postern doctor 80 --protocol TCP' tells why.\n",
                terminal.err());
    }

    @Test
    void portThatIsKept_isLeftToTheKeeper() {
        terminal.environment = Environment.SHELL;
        terminal.keeper.add(Fakes.request(Protocol.TCP, 80), "configuration tcp-80");

        assertEquals(13, terminal.type("map", "80/tcp"));
        assertEquals(
                "TCP port 80 is kept here (configuration tcp-80): 'release 80' it first.\n",
                terminal.err());
        assertTrue(gateway.calls.isEmpty());
    }

    private static String text(PortMapping mapping) {
        return mapping.protocol() + " " + mapping.externalPort() + " to " + mapping.internalPort();
    }
}
