// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.postern.itests.exam.Inside;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The Gogo commands, as typed in Felix. */
final class TypedCommands {
    /** The services of our commands. */
    static final String COMMANDS = "(osgi.command.scope=upnp)";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Types a line, and returns what was printed. */
    String run(String line) throws Exception {
        out.reset();
        err.reset();
        try (CommandSession session = session()) {
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A session of the caller's own, for a line that runs until Ctrl-C. */
    CommandSession session() throws InterruptedException {
        CommandProcessor processor = Inside.service(CommandProcessor.class);
        Inside.reference(COMMANDS);
        return processor.createSession(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** What the last line had to say besides. */
    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** All that the last line printed, for a failing test. */
    String shown() {
        return "out: " + out.toString(StandardCharsets.UTF_8) + "err: " + errors();
    }
}
