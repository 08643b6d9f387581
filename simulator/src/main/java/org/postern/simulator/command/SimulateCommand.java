// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.net.UnknownInterfaceException;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;

/**
 * Runs a router until the calling thread is interrupted. Any number of calls may run at once; they
 * end with the component.
 */
@Component(immediate = true, service = ToIntBiFunction.class, property = "postern.command=simulate")
public final class SimulateCommand implements ToIntBiFunction<List<String>, List<PrintStream>> {
    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Set<RunningSimulation> running = ConcurrentHashMap.newKeySet();

    /**
     * Returns the exit code. The words are those after {@code simulate}; the streams are two, for
     * output and for errors, since in a shell System.out differs between threads and does not pass
     * a flush on.
     */
    @Override
    public int applyAsInt(List<String> words, List<PrintStream> streams) {
        PrintStream err = streams.get(1);
        try {
            return execute(SimulateOptions.parse(words), streams.get(0), err);
        } catch (InvalidOptionException e) {
            err.println(e.getMessage());
            if (e.exitCode() == ExitCodes.WRONG_USAGE) {
                err.println(CommandText.HELP_HINT);
            }
            return e.exitCode();
        }
    }

    @Deactivate
    void stop() {
        running.forEach(RunningSimulation::end);
    }

    private int execute(SimulateOptions options, PrintStream out, PrintStream err) {
        if (options.help()) {
            out.print(CommandText.HELP);
            return ExitCodes.SUCCESS;
        }
        if (options.list()) {
            CommandText.quirks().forEach(out::println);
            return ExitCodes.SUCCESS;
        }
        RunningSimulation simulation = new RunningSimulation(Thread.currentThread());
        running.add(simulation);
        try {
            return simulate(options, out);
        } catch (UnknownInterfaceException e) {
            err.println(e.getMessage());
            return ExitCodes.INVALID_PARAM;
        } catch (IOException e) {
            err.println("The simulated router cannot start. " + e.getMessage());
            return ExitCodes.SOCKET_ERROR;
        } finally {
            simulation.finish();
            running.remove(simulation);
        }
    }

    private static int simulate(SimulateOptions options, PrintStream out) throws IOException {
        LineQueue lines = new LineQueue();
        try (SimulatedRouter router =
                SimulatedRouter.start(options.config(), Clock.systemUTC(), lines)) {
            switch (options.output()) {
                case JSON -> out.println(CommandText.json(router, options.config()));
                case LINES -> CommandText.ready(router, options.config()).forEach(out::println);
                case NOTHING -> {}
            }
            out.flush();
            while (true) {
                String line = lines.next();
                if (options.output() == SimulateOptions.Output.LINES) {
                    out.println(
                            CLOCK_TIME.format(LocalTime.now(ZoneId.systemDefault())) + "  " + line);
                    out.flush();
                }
            }
        } catch (InterruptedException asked) {
            return ExitCodes.SUCCESS;
        }
    }
}
