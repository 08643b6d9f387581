// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.Call;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.ExitCodes;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.JsonText;

/** Runs one call and prints how it ended: data to one stream, sentences to the other. */
final class Execution {
    private Execution() {}

    /** Returns the exit code; throws for wrong usage only. */
    static int run(Command command, Call call) throws CommandException {
        try {
            return succeeded(command.run(call), call);
        } catch (GatewayException e) {
            return failed(call, e.result().code(), String.valueOf(e.getMessage()), e);
        } catch (CommandException e) {
            if (e.exitCode() == ExitCodes.USAGE) {
                throw e;
            }
            return failed(call, e.exitCode(), String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            String more = e instanceof CommandInterrupted ? " " + e.getMessage() : "";
            call.console().message(("Interrupted." + more).strip());
            return ExitCodes.INTERRUPTED;
        } catch (RuntimeException e) {
            return failed(call, ExitCodes.SOFTWARE, ownFault(e, call.verbose()), e);
        }
    }

    private static int succeeded(Report report, Call call) {
        Console console = call.console();
        if (!call.json()) {
            report.notes().forEach(note -> console.message("Note: " + note));
            report.lines().forEach(console::data);
        } else if (report.json() != null) {
            console.data(JsonText.of(report.json()));
        }
        return report.exitCode();
    }

    private static int failed(Call call, int exitCode, String sentence, Exception failure) {
        Console console = call.console();
        console.message(sentence);
        if (call.verbose() && failure instanceof RuntimeException) {
            // What a network does every day is told by its sentence; only our own faults need more.
            failure.printStackTrace(console.err());
        }
        if (call.json()) {
            @Nullable GatewayException router = failure instanceof GatewayException e ? e : null;
            console.data(
                    JsonText.of(
                            new JsonFields()
                                    .put("result", router == null ? null : router.result())
                                    .put("code", exitCode)
                                    .put("message", sentence)
                                    .put(
                                            "upnpErrorCode",
                                            router == null ? null : router.upnpErrorCode())
                                    .map()));
        }
        return exitCode;
    }

    private static String ownFault(RuntimeException fault, boolean verbose) {
        return "Postern failed by a fault of its own ("
                + fault
                + ")"
                + (verbose ? ":" : "; --verbose shows where.");
    }
}
