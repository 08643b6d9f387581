// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.shell.commands.output.Console;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command that runs until a test interrupts it. */
public final class RunningCommand {
    private final FutureTask<Integer> command;
    private final Thread thread;

    private RunningCommand(Callable<Integer> typing) {
        command = new FutureTask<>(typing);
        thread = new Thread(command, "test-command");
    }

    public static RunningCommand start(TestTerminal terminal, String... words) {
        return start(() -> terminal.type(words));
    }

    /** Types it with the streams of a console. */
    public static RunningCommand start(TestTerminal terminal, Console console, String... words) {
        return start(() -> terminal.type(console, words));
    }

    private static RunningCommand start(Callable<Integer> command) {
        RunningCommand typing = new RunningCommand(command);
        typing.thread.setDaemon(true);
        typing.thread.start();
        return typing;
    }

    /** Ctrl-C, or SIGTERM. Returns the exit code. */
    public int interrupt() throws Exception {
        thread.interrupt();
        return exitCode();
    }

    public int exitCode() throws Exception {
        return command.get(20, TimeUnit.SECONDS);
    }

    /** Looks again and again; the test's own timeout is the guard. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
