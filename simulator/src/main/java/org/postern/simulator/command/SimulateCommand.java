package org.postern.simulator.command;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.postern.simulator.SimulatedRouter;
import org.postern.simulator.net.UnknownInterfaceException;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Runs a router until the calling thread is interrupted. Any number of calls may run at once; when
 * the component ends they end too.
 */
@Component(immediate = true, service = ToIntFunction.class, property = "postern.command=simulate")
public final class SimulateCommand implements ToIntFunction<List<String>> {
    private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Set<Run> running = ConcurrentHashMap.newKeySet();

    /**
     * Executes the command.
     *
     * @param words those after {@code simulate}
     * @return the exit code
     */
    @Override
    public int applyAsInt(List<String> words) {
        try {
            return execute(SimulateOptions.parse(words));
        } catch (BadWordsException e) {
            System.err.println(e.getMessage());
            if (e.exitCode() == ExitCodes.WRONG_USAGE) {
                System.err.print(Texts.USAGE);
            }
            return e.exitCode();
        }
    }

    @Deactivate
    void stop() {
        running.forEach(Run::end);
    }

    private int execute(SimulateOptions options) {
        if (options.help()) {
            System.out.print(Texts.USAGE);
            return ExitCodes.SUCCESS;
        }
        if (options.list()) {
            Texts.quirks().forEach(System.out::println);
            return ExitCodes.SUCCESS;
        }
        Run run = new Run(Thread.currentThread());
        running.add(run);
        try {
            return simulate(options);
        } catch (UnknownInterfaceException e) {
            System.err.println(e.getMessage());
            return ExitCodes.INVALID_PARAM;
        } catch (IOException e) {
            System.err.println("The simulated router cannot start. " + e.getMessage());
            return ExitCodes.SOCKET_ERROR;
        } finally {
            run.over();
            running.remove(run);
        }
    }

    private static int simulate(SimulateOptions options) throws IOException {
        Lines lines = new Lines();
        try (SimulatedRouter router =
                SimulatedRouter.start(options.config(), Clock.systemUTC(), lines)) {
            switch (options.output()) {
                case JSON -> System.out.println(Texts.json(router));
                case LINES -> Texts.ready(router, options.config()).forEach(System.out::println);
                case NOTHING -> {}
            }
            System.out.flush();
            while (true) {
                String line = lines.next();
                if (options.output() == SimulateOptions.Output.LINES) {
                    System.out.println(CLOCK_TIME.format(LocalTime.now()) + "  " + line);
                    System.out.flush();
                }
            }
        } catch (InterruptedException asked) {
            return ExitCodes.SUCCESS;
        }
    }
}
