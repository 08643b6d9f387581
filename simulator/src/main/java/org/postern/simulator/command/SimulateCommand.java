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
 * Runs a router until the calling thread is interrupted. Any number of calls may run at once; when
 * the component ends they end too.
 */
@Component(immediate = true, service = ToIntBiFunction.class, property = "postern.command=simulate")
public final class SimulateCommand implements ToIntBiFunction<List<String>, List<PrintStream>> {
    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Set<Run> running = ConcurrentHashMap.newKeySet();

    /**
     * Executes the command.
     *
     * @param words those after {@code simulate}
     * @param streams two: for data, and for sentences of failure; a shell's System.out is not the
     *     one of every thread, and does not hand a flush on
     * @return the exit code
     */
    @Override
    public int applyAsInt(List<String> words, List<PrintStream> streams) {
        PrintStream err = streams.get(1);
        try {
            return execute(SimulateOptions.parse(words), streams.get(0), err);
        } catch (BadWordsException e) {
            err.println(e.getMessage());
            if (e.exitCode() == ExitCodes.WRONG_USAGE) {
                err.print(Texts.USAGE);
            }
            return e.exitCode();
        }
    }

    @Deactivate
    void stop() {
        running.forEach(Run::end);
    }

    private int execute(SimulateOptions options, PrintStream out, PrintStream err) {
        if (options.help()) {
            out.print(Texts.USAGE);
            return ExitCodes.SUCCESS;
        }
        if (options.list()) {
            Texts.quirks().forEach(out::println);
            return ExitCodes.SUCCESS;
        }
        Run run = new Run(Thread.currentThread());
        running.add(run);
        try {
            return simulate(options, out);
        } catch (UnknownInterfaceException e) {
            err.println(e.getMessage());
            return ExitCodes.INVALID_PARAM;
        } catch (IOException e) {
            err.println("The simulated router cannot start. " + e.getMessage());
            return ExitCodes.SOCKET_ERROR;
        } finally {
            run.over();
            running.remove(run);
        }
    }

    private static int simulate(SimulateOptions options, PrintStream out) throws IOException {
        Lines lines = new Lines();
        try (SimulatedRouter router =
                SimulatedRouter.start(options.config(), Clock.systemUTC(), lines)) {
            switch (options.output()) {
                case JSON -> out.println(Texts.json(router));
                case LINES -> Texts.ready(router, options.config()).forEach(out::println);
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
