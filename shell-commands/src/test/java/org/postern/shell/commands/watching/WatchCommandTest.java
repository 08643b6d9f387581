// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.testkit.fakes.Fakes.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.PortPhase;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RunningCommand;
import org.postern.shell.commands.TestTerminal;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.TestProgram;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class WatchCommandTest {
    private final TestTerminal terminal = new TestTerminal();
    private final FakeKeeper keeper = terminal.keeper;

    @Test
    void onTheTerminal_watchesAKeeperOfNothing() throws Exception {
        RunningCommand typing = watch("--interface", "lo");
        keeper.tell(event(Kind.GATEWAY_FOUND, "My Router is there."));
        RunningCommand.await(() -> terminal.out().endsWith("  My Router is there.\n"));

        assertEquals(130, typing.interrupt());
        assertEquals("Interrupted.\n", terminal.err());
        assertEquals(List.of(GatewayQuery.standard().withNetworkInterface("lo")), keeper.opened);
        assertEquals(List.of("close"), keeper.calls);
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void inAShell_watchesWhatIsKeptThere() throws Exception {
        terminal.environment = Environment.SHELL;
        RunningCommand typing = watch();
        keeper.tell(event(Kind.PORT_RENEWED, Protocol.TCP, 80, "TCP port 80 is renewed."));
        RunningCommand.await(() -> terminal.out().contains("TCP port 80 is renewed."));

        assertEquals(130, typing.interrupt());
        assertEquals(List.of(), keeper.opened);
        assertEquals(List.of(), keeper.calls);
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void inAShell_saysAtOnceWhyNothingIsOpen() throws Exception {
        terminal.environment = Environment.SHELL;
        watch().interrupt();
        assertEquals(
                "No gateway has been found yet. 'upnp:doctor' tells why.\nInterrupted.\n",
                terminal.err());

        keeper.add(Fakes.request(Protocol.TCP, 80), "program")
                .phase(PortPhase.TAKEN)
                .trouble(
                        Fakes.trouble(
                                Instant.now(),
                                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                                "192.168.1.9 has it."));
        watch().interrupt();
        assertTrue(
                terminal.err().contains("TCP port 80 is not open yet. 192.168.1.9 has it.\n"),
                terminal.err());
    }

    @Test
    void inAShell_withAChoiceOfTheNetwork_watchesThat() throws Exception {
        terminal.environment = Environment.SHELL;
        watch("--gateway", "uuid:x").interrupt();

        assertEquals(List.of(GatewayQuery.standard().withWanted("uuid:x")), keeper.opened);
        assertEquals(List.of("close"), keeper.calls);
    }

    @Test
    void theJsonOfAGateway_hasItsExternalAddress() throws Exception {
        RunningCommand typing = watch("--json");
        keeper.tell(
                new KeeperEvent(
                        Instant.EPOCH,
                        Kind.GATEWAY_CHANGED,
                        Optional.of(Fakes.info()),
                        Optional.of(Fakes.address("203.0.113.7")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ""));
        RunningCommand.await(() -> terminal.out().contains("\"externalAddress\":\"203.0.113.7\""));
        typing.interrupt();
    }

    @Test
    void aPortThatIsNotOpen_isToldWithTheNextTry() throws Exception {
        RunningCommand text = watch();
        RunningCommand json = watch("--json");
        RunningCommand.await(() -> keeper.listeners.size() == 2);
        Instant now = Instant.parse("2026-03-01T06:10:03Z");
        keeper.tell(
                new KeeperEvent(
                        now,
                        Kind.PORT_REFUSED,
                        Optional.of(Fakes.info()),
                        Optional.empty(),
                        Optional.of(Fakes.request(Protocol.TCP, 80)),
                        Optional.of(AddressFamily.IPV4),
                        Optional.empty(),
                        Optional.of(now.plusSeconds(900)),
                        "TCP port 80 is not allowed."));
        RunningCommand.await(
                () ->
                        terminal.out()
                                .contains(
                                        "is not allowed. Next try in 15 min."
                                                + " 'postern doctor 80 --protocol TCP' tells"
                                                + " why.\n"));
        RunningCommand.await(() -> terminal.out().contains("\"nextTry\":\"2026-03-01T06:25:03Z\""));
        text.interrupt();
        json.interrupt();
    }

    @Test
    void textFromDevices_isMadeHarmless() throws Exception {
        RunningCommand typing = watch();
        keeper.tell(event(Kind.GATEWAY_FOUND, "Evil\u001b[2J\nRouter"));
        RunningCommand.await(() -> terminal.out().endsWith("  EvilRouter\n"));
        typing.interrupt();
    }

    @Test
    void aTerminalThatIsStopped_neitherBlocksTheKeeperNorTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Typed stopped = new Typed(blocking(never), "keep", "80");
        for (int number = 0; number < 5000; number++) {
            keeper.tell(event(Kind.GATEWAY_CHANGED, "Event " + number));
        }
        stopped.thread.interrupt();

        // Not the exit code: the last flush of a stopped terminal waits with it.
        RunningCommand.await(() -> keeper.calls.contains("close"));
        never.countDown();
        assertEquals(130, stopped.command.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whatOverflows_isCountedAndSaid() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Typed slow = new Typed(blocking(go), "watch");
        for (int number = 0; number < 5000; number++) {
            keeper.tell(event(Kind.GATEWAY_CHANGED, "Event " + number));
        }
        go.countDown();
        RunningCommand.await(() -> terminal.err().contains("events are not shown"));
        slow.thread.interrupt();

        assertEquals(130, slow.command.get(20, TimeUnit.SECONDS));
        assertTrue(
                terminal.err()
                        .matches(
                                "Note: (2999|3000) events are not shown: the output was too"
                                        + " slow\\.\n"
                                        + "Interrupted\\.\n"),
                terminal.err());
    }

    @Test
    void aPipeThatNobodyReads_endsTheWatch() throws Exception {
        Typed broken =
                new Typed(
                        new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        },
                        "watch");
        keeper.tell(event(Kind.GATEWAY_FOUND, "My Router is there."));

        assertEquals(141, broken.command.get(20, TimeUnit.SECONDS));
        assertEquals(List.of("close"), keeper.calls);
    }

    @Test
    void aProgram_isRunOnEachEvent(@TempDir Path folder) throws Exception {
        Path program = TestProgram.in(folder, "on event", "echo \"$POSTERN_EVENT\" >>\"$0.log\"");
        RunningCommand typing = watch("--exec", program.toString());
        RunningCommand.await(() -> keeper.listeners.size() == 2);
        keeper.tell(event(Kind.GATEWAY_FOUND, "My Router is there."));
        TestProgram.lines(Path.of(program + ".log"), 1);

        assertEquals(130, typing.interrupt());
        assertEquals(List.of("GATEWAY_FOUND"), TestProgram.lines(Path.of(program + ".log"), 1));
        assertEquals(List.of(), keeper.listeners);
    }

    @Test
    void noThreadIsLeft() throws Exception {
        watch().interrupt();

        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(List.of("postern-watch", "postern-exec")::contains));
    }

    private RunningCommand watch(String... words) throws InterruptedException {
        String[] all = new String[words.length + 1];
        all[0] = "watch";
        System.arraycopy(words, 0, all, 1, words.length);
        RunningCommand typing = RunningCommand.start(terminal, all);
        keeper.watched.await();
        return typing;
    }

    private static OutputStream blocking(CountDownLatch go) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                boolean waiting = true;
                while (waiting) {
                    try {
                        go.await();
                        waiting = false;
                    } catch (InterruptedException e) {
                        // A write to a stopped terminal does not end by that.
                    }
                }
            }
        };
    }

    /** A command whose data goes to a stream of the test. */
    private final class Typed {
        final FutureTask<Integer> command;
        final Thread thread;

        Typed(OutputStream out, String... words) throws InterruptedException {
            Console console =
                    new Console(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            terminal.errors(),
                            false,
                            false,
                            Environment.TERMINAL);
            command = new FutureTask<>(() -> terminal.type(console, words));
            thread = new Thread(command, "test-command");
            thread.setDaemon(true);
            thread.start();
            keeper.watched.await();
        }
    }
}
