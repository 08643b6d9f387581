// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.shell.commands.FakeHelper.reach;
import static org.postern.testkit.fakes.Fakes.openPort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.FakeHelper;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console.Environment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code keep --helper}. */
@Timeout(30)
class HelperChecksTest {
    private static final PortKey PORT = PortKey.tcp(80);

    private final TestTerminal terminal = new TestTerminal();
    private final FakeHelper helper = terminal.helper;

    @Test
    void theHelperIsAsked_untilTheEnd() throws Exception {
        RunningCommand typing = keep("80/tcp", "--helper", "host.example");
        assertEquals(List.of("watch http://host.example:8090"), helper.calls);

        assertEquals(130, typing.interrupt());
        assertEquals(List.of("watch http://host.example:8090", "close"), helper.calls);
    }

    @Test
    void withoutTheOption_nobodyIsAsked() throws Exception {
        RunningCommand typing = RunningCommand.start(terminal, "keep", "80/tcp");
        RunningCommand.await(() -> !terminal.keeper.kept.isEmpty());
        typing.interrupt();

        assertEquals(List.of(), helper.calls);
    }

    @Test
    void whatNamesNoHelper_endsAtOnce() {
        assertEquals(22, terminal.type("keep", "80/tcp", "--helper", "https://host.example"));
        terminal.helps = false;
        assertEquals(69, terminal.type("keep", "80/tcp", "--helper", "host.example"));
        assertEquals(List.of(), terminal.keeper.opened);
    }

    /** There it is a setting, for all kept ports. */
    @Test
    void inAShell_itIsWrongUsage() {
        terminal.environment = Environment.SHELL;

        assertEquals(64, terminal.type("keep", "80/tcp", "--helper", "host.example"));
        assertEquals(Map.of(), terminal.lasting.configurations);
    }

    @Test
    void inAPipe_eachChangeIsALine() throws Exception {
        RunningCommand typing = keep("80/tcp", "--helper", "host.example");
        helper.tell(reach(PORT, State.REACHED, Optional.of(Instant.now()), "It was reached."));
        helper.tell(reach(PORT, State.NOT_REACHED, Optional.empty(), "It was not reached."));
        RunningCommand.await(() -> terminal.out().contains("not reached"));

        assertTrue(
                terminal.out()
                        .matches(
                                "2026-03-01 \\d\\d:\\d\\d:03  It was reached.\n"
                                        + "2026-03-01 \\d\\d:\\d\\d:03  It was not reached.\n"),
                terminal.out());
        typing.interrupt();
    }

    @ParameterizedTest
    @EnumSource
    void json_hasTheFieldsOfEvents(State state) throws Exception {
        RunningCommand typing = keep("80/tcp", "--helper", "host.example", "--json");
        helper.tell(reach(PORT, state, Optional.empty(), "So it is."));
        RunningCommand.await(() -> terminal.out().endsWith("\n"));

        String event = state == State.UNKNOWN ? "PORT_NOT_CHECKED" : "PORT_" + state;
        assertEquals(
                "{\"at\":\"2026-03-01T06:10:03.500Z\",\"event\":\""
                        + event
                        + "\",\"gateway\":null,\"protocol\":\"TCP\",\"family\":\"IPV4\","
                        + "\"requestedPort\":80,\"externalAddress\":\"203.0.113.7\","
                        + "\"externalPort\":80,\"internalClient\":null,\"internalPort\":null,"
                        + "\"leaseSeconds\":null,\"nextTry\":null,\"message\":\"So it is.\"}\n",
                terminal.out());
        typing.interrupt();
    }

    @Test
    void onATerminal_theLineSaysWhenItWasReached() throws Exception {
        terminal.tty = true;
        terminal.keeper.onKeep = port -> port.open(openPort(Protocol.TCP, 80));
        RunningCommand typing = keep("80/tcp", "--helper", "host.example");
        helper.tell(reached(PORT, 180));
        RunningCommand.await(
                () ->
                        terminal.err()
                                .contains(
                                        "TCP 80 is open at 203.0.113.7:80, last reached from"
                                                + " outside 3 min ago"));
        // As long as all is well, the line is enough.
        assertTrue(!terminal.err().contains("\n"), terminal.err());
        typing.interrupt();
    }

    @Test
    void onATerminal_aPortThatIsNoLongerReached_isATrouble_andItsEnd() throws Exception {
        terminal.tty = true;
        terminal.keeper.onKeep = port -> port.open(openPort(Protocol.TCP, 80));
        RunningCommand typing = keep("80/tcp", "--helper", "host.example");
        helper.tell(reached(PORT, 1));
        helper.tell(reach(PORT, State.NOT_REACHED, Optional.empty(), "It was not reached."));
        RunningCommand.await(() -> terminal.err().contains("  It was not reached.\n"));
        helper.tell(reached(PORT, 1));
        RunningCommand.await(() -> terminal.err().contains("  It was reached.\n"));
        typing.interrupt();
    }

    @Test
    void onATerminal_theSameOfSeveralPorts_isSaidOnce() throws Exception {
        terminal.tty = true;
        RunningCommand typing = keep("80-82/tcp", "--helper", "host.example");
        for (int port = 80; port <= 82; port++) {
            helper.tell(
                    reach(
                            PortKey.tcp(port),
                            State.UNKNOWN,
                            Optional.empty(),
                            "TCP port " + port + " was not checked from outside."));
        }
        RunningCommand.await(() -> terminal.err().contains("The same for TCP 81-82.\n"));
        typing.interrupt();
    }

    private static PortReach reached(PortKey key, long secondsAgo) {
        return reach(
                key,
                State.REACHED,
                Optional.of(Instant.now().minusSeconds(secondsAgo)),
                "It was reached.");
    }

    private RunningCommand keep(String... words) throws InterruptedException {
        String[] typed = new String[words.length + 1];
        typed[0] = "keep";
        System.arraycopy(words, 0, typed, 1, words.length);
        RunningCommand typing = RunningCommand.start(terminal, typed);
        RunningCommand.await(() -> !helper.listeners.isEmpty());
        return typing;
    }
}
