// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.shell.commands.command.CommandExitCodes;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command that Karaf runs for a client which ends with it, such as {@code bin/client COMMAND}.
 * Karaf shows such a client neither standard error nor the exit code, but it does report an
 * exception, and the client then ends with 1.
 */
final class SingleCommand {
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    /** The stream, whose text is remembered. */
    PrintStream remembering(PrintStream err) {
        return new PrintStream(
                new FilterOutputStream(err) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        messages.write(bytes, offset, length);
                        out.write(bytes, offset, length);
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    /** Throws what the command said, where it failed and was not stopped by the user. */
    void end(int exitCode) throws FailedCommandException {
        if (exitCode != CommandExitCodes.SUCCESS && exitCode != CommandExitCodes.INTERRUPTED) {
            String said = messages.toString(StandardCharsets.UTF_8).strip();
            throw new FailedCommandException(
                    said.isEmpty() ? "The command ended with " + exitCode + "." : said);
        }
    }
}
