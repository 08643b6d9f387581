// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.json.JsonText;
import org.postern.shell.commands.internal.presentation.FailureFields;
import org.postern.shell.commands.output.Console;

import java.util.List;
import java.util.Optional;

/** Runs one invocation and prints the result: data to one stream, messages to the other. */
final class Execution {
    private Execution() {}

    /** Returns the exit code. Throws for wrong usage only, which the caller reports. */
    static int run(Command command, Invocation invocation) throws CommandException {
        try {
            return ended(command.run(invocation), invocation);
        } catch (GatewayException e) {
            return failed(invocation, e, List.of(), Optional.empty());
        } catch (CommandException e) {
            if (e.exitCode() == CommandExitCodes.USAGE) {
                throw e;
            }
            return failed(
                    invocation, e.exitCode(), String.valueOf(e.getMessage()), e, Optional.empty());
        } catch (InterruptedException e) {
            String more = e instanceof CommandInterrupted ? " " + e.getMessage() : "";
            invocation.console().message(("Interrupted." + more).strip());
            return CommandExitCodes.INTERRUPTED;
        } catch (RuntimeException e) {
            return failed(
                    invocation,
                    CommandExitCodes.SOFTWARE,
                    internalError(e, invocation.verbose()),
                    e,
                    Optional.empty());
        }
    }

    private static int ended(Report report, Invocation invocation) {
        Console console = invocation.console();
        boolean done = report.failure().isEmpty();
        if (!invocation.json()) {
            report.notes().forEach(note -> console.warning("Note: " + note));
            report.text().forEach(console::data);
        } else if (done && report.json() != null) {
            console.data(JsonText.of(report.json()));
        }
        return done
                ? report.exitCode()
                : failed(
                        invocation,
                        report.failure().get(),
                        report.failedPort(),
                        Optional.ofNullable(report.json()));
    }

    private static int failed(
            Invocation invocation,
            GatewayException failure,
            List<String> port,
            Optional<Object> done) {
        String message = AdviceWords.message(failure);
        return failed(
                invocation,
                UpnpResult.of(failure).code(),
                failure.advice().contains(Advice.DIAGNOSE)
                        ? message + " " + DoctorHint.sentence(invocation, port)
                        : message,
                failure,
                done);
    }

    private static int failed(
            Invocation invocation,
            int exitCode,
            String sentence,
            Exception failure,
            Optional<Object> done) {
        Console console = invocation.console();
        console.error(sentence);
        if (invocation.verbose() && failure instanceof RuntimeException) {
            // Network failures are explained by their message; only internal errors need a stack
            // trace.
            failure.printStackTrace(console.err());
        }
        if (invocation.json()) {
            Optional<GatewayException> router =
                    failure instanceof GatewayException e ? Optional.of(e) : Optional.empty();
            JsonFields fields = FailureFields.of(router, exitCode, sentence);
            done.ifPresent(each -> fields.put("done", each));
            console.data(JsonText.of(fields.map()));
        }
        return exitCode;
    }

    private static String internalError(RuntimeException fault, boolean verbose) {
        return "Internal error (" + fault + ")" + (verbose ? ":" : "; --verbose shows where.");
    }
}
