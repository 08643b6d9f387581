// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayChoice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The commands in a real Gogo. */
@Timeout(30)
class GogoCommandsTest {
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "discover",
                    "inspect",
                    "gateway",
                    "address",
                    "map",
                    "unmap",
                    "mappings",
                    "keep",
                    "kept",
                    "reopen",
                    "release",
                    "watch",
                    "serve",
                    "doctor",
                    "helper",
                    "simulate",
                    "demo");

    private final TestTerminal services = new TestTerminal();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final GogoCommands commands = new GogoCommands(new CommandRunner(services, "1.2.3"));
    private final CommandSession session;

    GogoCommandsTest() {
        FUNCTIONS.forEach(function -> processor.addCommand("upnp", commands, function));
        session =
                processor.createSession(
                        new ByteArrayInputStream(new byte[0]), stream(out), stream(err));
    }

    @BeforeEach
    void start() {
        threadIo.start();
    }

    @AfterEach
    void stop() {
        session.close();
        threadIo.stop();
    }

    @Test
    void everyCommand_isAFunctionWithHelp() {
        Set<String> described =
                Arrays.stream(GogoCommands.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Descriptor.class))
                        .map(Method::getName)
                        .collect(Collectors.toSet());

        assertEquals(FUNCTIONS, described);
        assertEquals(FUNCTIONS.size(), CommandRegistry.all().size());
        CommandRegistry.all().forEach(each -> assertTrue(FUNCTIONS.contains(each.syntax().name())));
    }

    @Test
    void words_arriveWhateverGogoTakesThemFor() throws Exception {
        session.execute("upnp:map 80 8080 --description true --protocol tcp --duration 120");
        session.execute("upnp:map 81/udp --description null");
        session.execute("upnp:map 82/udp --description 'two words'");
        session.execute("upnp:map 83/udp --description 1.50");

        assertEquals(
                List.of("true", "null", "two words", "1.50"),
                services.gateway.held.values().stream().map(each -> each.description()).toList());
        assertEquals("", text(err));
    }

    @Test
    void output_goesToTheSession() throws Exception {
        session.execute("upnp:address --json");
        session.execute("upnp:map 0");

        assertTrue(text(out).startsWith("{\"address\":\"203.0.113.7\""), text(out));
        assertEquals("The port 0 is out of range: use 1 to 65535.\n", text(err));
    }

    @Test
    void helpInKaraf_listsTheCommandsAndExplainsOne() throws Exception {
        processor.addCommand("karaf", new ShellHelp(commands), "help");

        session.execute("karaf:help");
        FUNCTIONS.forEach(each -> assertTrue(text(out).contains("\n  " + each), each));
        session.execute("karaf:help unmap");

        assertTrue(text(out).contains("\nUsage: upnp:unmap PORT"), text(out));
    }

    @Test
    void help_isGogosWay() throws Exception {
        session.execute("upnp:map --help");
        session.execute("upnp:map");

        assertTrue(text(out).startsWith("Usage: upnp:map PORT [INTERNAL|PORT...]"), text(out));
        assertTrue(text(err).contains("See 'upnp:map --help'."), text(err));
    }

    @Test
    void failureForAClientThatEnds_isAnException() throws Exception {
        session.put(".session", "Karaf's");

        session.execute("upnp:address");
        Exception failure =
                assertThrows(Exception.class, () -> session.execute("upnp:unmap 3/tcp"));

        assertEquals("There is no TCP mapping.", failure.getMessage());
        assertEquals("There is no TCP mapping.\n", text(err));
    }

    @Test
    void ctrlC_endsTheCommandAndLeavesTheShellAlive() throws Exception {
        CountDownLatch searching = new CountDownLatch(1);
        services.finder =
                query -> {
                    searching.countDown();
                    new CountDownLatch(1).await();
                    throw new AssertionError();
                };
        FutureTask<Object> command = new FutureTask<>(() -> session.execute("upnp:address"));
        new Thread(command, "test-shell").start();
        assertTrue(searching.await(10, TimeUnit.SECONDS));

        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pipe-"))
                .forEach(Thread::interrupt);
        command.get();

        assertEquals("Interrupted.\n", text(err));
        session.execute("upnp:map --version");
        assertEquals("postern 1.2.3\n", text(out));
    }

    @Test
    void progress_isForTerminalsOnly() throws Exception {
        AtomicBoolean expected = new AtomicBoolean();
        services.finder =
                query -> {
                    assertEquals(expected.get(), progressRuns());
                    while (expected.get() && text(err).isEmpty()) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                    return new GatewayChoice(services.gateway, "", List.of(), List.of());
                };

        session.execute("upnp:address");
        session.put(".terminal", new DumbTerminal());
        session.execute("upnp:address");
        assertEquals("", text(err));
        session.put(".terminal", new Object());
        expected.set(true);
        session.execute("upnp:address");
        assertTrue(text(err).startsWith("\rSearching for gateways"), text(err));
    }

    private static boolean progressRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("postern-progress"));
    }

    private static final class DumbTerminal {}

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
