// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The commands in a shell with JLine 4, such as that of Karaf 4.5. */
@InFelix
class JLine4IT {

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void theCommandsUseItsPackage() {
        List<Bundle> exporters =
                Inside.bundle("org.postern.shell.commands")
                        .adapt(BundleWiring.class)
                        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
                        .stream()
                        .filter(
                                wire ->
                                        "org.jline.terminal"
                                                .equals(
                                                        wire.getCapability()
                                                                .getAttributes()
                                                                .get("osgi.wiring.package")))
                        .map(wire -> wire.getProvider().getBundle())
                        .toList();

        assertEquals(List.of(Inside.bundle("org.jline")), exporters);
        assertEquals(4, exporters.get(0).getVersion().getMajor());
    }

    @Test
    void whatACommandPrintsAppears_andCtrlCEndsTheCommandAlone() throws Exception {
        AtomicInteger shell = new AtomicInteger();
        Inside.reference("(osgi.command.scope=upnp)");
        try (Terminal terminal = terminal();
                CommandSession session = session(terminal)) {
            terminal.handle(Signal.INT, signal -> shell.incrementAndGet());
            CompletableFuture<Void> command =
                    CompletableFuture.runAsync(() -> execute(session, "upnp:simulate"));
            Inside.eventually("the command's words on the screen", () -> shown("Ctrl-C ends it."));

            terminal.raise(Signal.INT);

            command.get(20, TimeUnit.SECONDS);
            assertEquals(0, shell.get());
            terminal.raise(Signal.INT);
            assertEquals(1, shell.get());
        }
    }

    private static void execute(CommandSession session, String line) {
        try {
            session.execute(line);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private boolean shown(String text) {
        return screen.toString(StandardCharsets.UTF_8).contains(text);
    }

    /** What is written stays in the terminal until somebody flushes the terminal itself. */
    private static CommandSession session(Terminal terminal) throws InterruptedException {
        PrintStream out =
                new PrintStream(terminal.output(), false, StandardCharsets.UTF_8) {
                    @Override
                    public void flush() {}
                };
        CommandSession session =
                Inside.service(CommandProcessor.class)
                        .createSession(new ByteArrayInputStream(new byte[0]), out, out);
        // As Karaf does it.
        session.put(".jline.terminal", terminal);
        return session;
    }

    private Terminal terminal() throws Exception {
        return new DumbTerminal(
                "test",
                "dumb",
                new ByteArrayInputStream(new byte[0]),
                new BufferedOutputStream(screen),
                StandardCharsets.UTF_8);
    }
}
