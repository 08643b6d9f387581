// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Note;
import org.postern.api.doctor.Remedy;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeDoctor;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code doctor}: its arguments, what it prints, and what it exits with. */
@Timeout(60)
class DoctorCommandTest {
    private final TestTerminal terminal = new TestTerminal();

    private DiagnosisRequest asked(String... words) {
        terminal.type(words);
        assertEquals(1, terminal.doctor.requests.size(), terminal.err());
        return terminal.doctor.requests.get(0);
    }

    @Test
    void withoutAPort_noneIsExamined() {
        DiagnosisRequest request = asked("doctor");

        assertEquals(OptionalInt.empty(), request.port());
        assertTrue(request.testMapping());
        assertFalse(terminal.err().contains("UDP"));
    }

    @Test
    void port_isExaminedOverUdpUnlessToldOtherwise() {
        DiagnosisRequest request = asked("doctor", "8080");

        assertEquals(OptionalInt.of(8080), request.port());
        assertEquals(OptionalInt.of(8080), request.internalPort());
        assertEquals(Protocol.UDP, request.protocol());
        assertTrue(terminal.err().contains("UDP"));
    }

    @Test
    void everythingCanBeNamed() {
        DiagnosisRequest request =
                asked(
                        "doctor",
                        "8080/tcp",
                        "8081",
                        "--stun",
                        "stun.example",
                        "--helper",
                        "h.example:99",
                        "--no-test",
                        "--interface",
                        "lan0",
                        "--timeout",
                        "3000");

        assertEquals(OptionalInt.of(8080), request.port());
        assertEquals(OptionalInt.of(8081), request.internalPort());
        assertEquals(Protocol.TCP, request.protocol());
        assertEquals(Optional.of("stun.example"), request.stun());
        assertEquals(Optional.of(URI.create("http://h.example:99")), request.helper());
        assertEquals("lan0", request.query().networkInterface());
        assertEquals(3000, request.query().timeout().toMillis());
        assertFalse(request.testMapping());
    }

    /** Which says for other commands how the router is searched for. */
    @ParameterizedTest
    @ValueSource(strings = {"doctor --ipv6", "doctor 80/tcp --ipv6"})
    void ipv6_hasNoEffect_andThatIsSaid(String line) {
        asked(line.split(" "));
        assertEquals(
                "Note: --ipv6 has no effect here: what is examined are port mappings, which are for"
                        + " IPv4.\n",
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor 80,81",
                "doctor 80-81",
                "doctor 80 --protocol BOTH",
                "doctor 80/both",
                "doctor 80 81 82",
                "doctor x"
            })
    void onlyOnePortAndProtocolAtATime(String line) {
        assertEquals(64, terminal.type(line.split(" ")));
        assertTrue(terminal.doctor.requests.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"doctor 0, 17", "doctor 70000, 17", "doctor 80 --protocol SCTP, 18"})
    void valuesOutOfRangeAreRefused(String line, int exitCode) {
        assertEquals(exitCode, terminal.type(line.split(" ")));
        assertTrue(terminal.doctor.requests.isEmpty());
    }

    @Test
    void missingBundle_isNamed() {
        terminal.examines = false;

        assertEquals(69, terminal.type("doctor"));
    }

    @Test
    void failure_isReportedAsAnyOther() {
        terminal.doctor.failure = new GatewayException(Reason.INVALID_ARGUMENT, "No such server.");

        assertEquals(22, terminal.type("doctor", "--stun", "x y"));
        assertTrue(terminal.err().contains("No such server."));
    }

    @Test
    void interrupt_endsIt() throws Exception {
        terminal.doctor.blocks = true;
        RunningCommand command = RunningCommand.start(terminal, "doctor", "80/tcp");
        RunningCommand.await(() -> !terminal.doctor.requests.isEmpty());

        assertEquals(130, command.interrupt());
    }

    @Test
    void text_tellsCauseStepAndWhatWasLookedAt() {
        terminal.type("doctor", "8080/tcp");

        assertEquals(
                List.of(
                        "Cause    It is VPN_ROUTE.",
                        "Do this  Mend it.",
                        "Sure     yes",
                        "Note     Permanent only.",
                        "",
                        "Looked at",
                        "  WRONG  it leaves elsewhere"),
                terminal.out().lines().toList());
    }

    @Test
    void text_tellsTwoCausesApart() {
        terminal.doctor.diagnosis =
                FakeDoctor.diagnosis(
                        Cause.UPNP_OFF, List.of(Cause.SEARCH_BLOCKED), Optional.empty(), false);

        assertEquals(33, terminal.type("doctor"));
        List<String> lines = terminal.out().lines().toList();
        assertTrue(lines.get(0).endsWith("One of two:"), lines::toString);
        assertTrue(lines.get(1).endsWith("- It is UPNP_OFF."), lines::toString);
        assertTrue(lines.get(2).endsWith("- It is SEARCH_BLOCKED."), lines::toString);
        assertTrue(
                lines.stream().anyMatch(each -> each.equals("To tell them apart  Look closer.")),
                lines::toString);
    }

    @Test
    void verbose_showsRawValues() {
        terminal.type("doctor", "--verbose");

        assertTrue(terminal.out().contains("way-out.source: 10.8.0.2"), terminal::out);
    }

    @Test
    void progress_isErasedFromTheTerminal() {
        terminal.tty = true;
        terminal.type("doctor");

        assertTrue(terminal.err().contains("Asking the gateway"));
        assertTrue(terminal.err().endsWith("\r"));
    }

    @Test
    void json_hasTheNamesThatNeverChange() {
        terminal.type("doctor", "8080/tcp", "--json");

        assertEquals(
                "{\"cause\":\"VPN_ROUTE\",\"alternatives\":[],\"confidence\":\"high\","
                        + "\"message\":\"It is VPN_ROUTE.\",\"next\":\"Mend it.\","
                        + "\"works\":false,\"port\":8080,\"protocol\":\"TCP\","
                        + "\"gateway\":\"http://192.168.1.1:5000/rootDesc.xml\","
                        + "\"notes\":[\"PERMANENT_ONLY\"],\"evidence\":[{\"id\":\"way-out\","
                        + "\"result\":\"wrong\",\"text\":\"it leaves elsewhere\","
                        + "\"values\":{\"source\":\"10.8.0.2\"}}],\"seconds\":1.234}",
                terminal.out().strip());
    }

    @Test
    void json_tellsTwoCausesApart() {
        terminal.doctor.diagnosis =
                FakeDoctor.diagnosis(
                        Cause.UPNP_OFF, List.of(Cause.SEARCH_BLOCKED), Optional.empty(), false);
        terminal.type("doctor", "--json");

        assertTrue(
                terminal.out()
                        .contains(
                                "\"alternatives\":[\"SEARCH_BLOCKED\"],\"confidence\":\"medium\","),
                terminal::out);
        assertTrue(terminal.out().contains("Mend it. To tell them apart: Look closer."));
    }

    @ParameterizedTest
    @CsvSource({
        "OK, true, 0",
        "NOT_OPEN, true, 0",
        "NATPMP_ONLY, true, 0",
        "PORT_TAKEN, false, 13",
        "MAPPED_ELSEWHERE, false, 13",
        "NOT_ALLOWED, false, 1",
        "PORT_NOT_ALLOWED, false, 1",
        "TABLE_FULL, false, 11",
        "SLOW_ROUTER, false, 27",
        "VPN_ROUTE, false, 32",
        "CARRIER_NAT, false, 32",
        "NOT_LISTENING, false, 32",
        "NO_DEFAULT_ROUTE, false, 32",
        "UNKNOWN, false, 28",
    })
    void exitCode_isThatOfOtherCommandsWhereThereIsOne(Cause cause, boolean works, int exitCode) {
        terminal.doctor.diagnosis = FakeDoctor.diagnosis(cause, List.of(), Optional.empty(), works);

        assertEquals(exitCode, terminal.type("doctor"));
    }

    @ParameterizedTest
    @CsvSource({
        "UPNP_OFF, 27",
        "NO_LINK, 27",
        "NO_DEFAULT_ROUTE, 27",
        "NATPMP_ONLY, 27",
        "DESCRIPTION_REFUSED, 26",
        "FOREIGN_LOCATION, 26",
    })
    void exitCode_withoutAGateway(Cause cause, int exitCode) {
        Diagnosis diagnosis = FakeDoctor.diagnosis(cause, List.of(), Optional.empty(), false);
        terminal.doctor.diagnosis = FakeDoctor.withoutGateway(diagnosis, List.of());

        assertEquals(exitCode, terminal.type("doctor"));
    }

    @Test
    void exitCode_whereOtherDevicesAnswered() {
        Diagnosis diagnosis =
                FakeDoctor.diagnosis(Cause.UPNP_OFF, List.of(), Optional.empty(), false);
        terminal.doctor.diagnosis =
                FakeDoctor.withoutGateway(
                        diagnosis, List.of(new Note(Note.Kind.OTHER_DEVICES, "A server.")));

        assertEquals(26, terminal.type("doctor"));
    }

    @ParameterizedTest
    @CsvSource({
        "NAME_GATEWAY, 192.168.1.2, doctor, postern gateway --gateway 192.168.1.2",
        "NAME_GATEWAY, 192.168.1.2, doctor 80/tcp 81,"
                + " postern map 80 81 --protocol TCP --gateway 192.168.1.2",
        "LONGER_SEARCH, 6000, doctor --timeout 3000 --interface lan0,"
                + " postern gateway --timeout 6000 --interface lan0",
        "OTHER_INTERFACE, lan0, doctor --interface aside0, postern gateway --interface lan0",
        "OTHER_PROTOCOL, TCP, doctor 80, postern map 80 --protocol TCP",
        "OTHER_INTERNAL_PORT, 81, doctor 80/tcp, postern map 80 81 --protocol TCP",
        "ANY_PORT, '', doctor 80/tcp, postern map 80 --protocol TCP --any-port",
        "KEEP_PORT, '', doctor 80/tcp 81, postern keep 80 --protocol TCP --internal 81",
        "LIST_MAPPINGS, '', doctor 80/tcp, postern mappings",
        "OPEN_PINHOLE, '', doctor 80/tcp, postern map 80 --protocol TCP --family ipv6",
    })
    void nextStep_isACommandThatCanBeTyped(
            Advice advice, String value, String line, String command) {
        terminal.doctor.diagnosis =
                FakeDoctor.diagnosis(
                        Cause.UNKNOWN, List.of(), Optional.of(new Remedy(advice, value)), false);
        terminal.type(line.split(" "));

        assertTrue(terminal.out().contains("Command  " + command + "\n"), terminal::out);
    }

    @Test
    void nextStep_isTypedDifferentlyInAShell() {
        terminal.environment = Environment.SHELL;
        terminal.doctor.diagnosis =
                FakeDoctor.diagnosis(
                        Cause.NOT_OPEN,
                        List.of(),
                        Optional.of(new Remedy(Advice.KEEP_PORT, "")),
                        true);
        terminal.type("doctor", "80/tcp");

        assertTrue(terminal.out().contains("upnp:keep 80 --protocol TCP\n"), terminal::out);
    }
}
