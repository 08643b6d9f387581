// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Prints what the bundles log while one command runs. The logger's level belongs to all commands
 * that run with {@code --verbose} at a time and is put back by the last; {@link #LOGGER} is its
 * lock.
 */
public final class VerboseLog extends Handler {
    private static final String ROOT = "org.postern";

    /** Held so that java.util.logging does not forget the level: it keeps loggers weakly. */
    private static final Logger LOGGER = Logger.getLogger(ROOT);

    private static int open;
    private static @Nullable Level levelBefore;
    private static boolean parentHandlersBefore;

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final PrintStream stream;
    private final long start = System.nanoTime();

    private VerboseLog(PrintStream stream) {
        this.stream = stream;
    }

    /**
     * Starts to print.
     *
     * @param stream where to
     * @return prints until it is closed
     */
    public static VerboseLog open(PrintStream stream) {
        VerboseLog log = new VerboseLog(stream);
        log.setLevel(Level.ALL);
        synchronized (LOGGER) {
            if (open == 0) {
                levelBefore = LOGGER.getLevel();
                parentHandlersBefore = LOGGER.getUseParentHandlers();
                LOGGER.setLevel(Level.ALL);
                LOGGER.setUseParentHandlers(false);
            }
            open++;
            LOGGER.addHandler(log);
        }
        return log;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            String cause = record.getThrown() == null ? "" : " (" + record.getThrown() + ")";
            String text = formatter.formatMessage(record) + cause;
            stream.println(
                    String.format(Locale.ROOT, "[%6d ms] ", millis)
                            + PrintableText.of(bundle(record) + text));
        }
    }

    private static String bundle(LogRecord record) {
        String name = String.valueOf(record.getLoggerName());
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) + ": " : "";
    }

    @Override
    public void flush() {
        stream.flush();
    }

    @Override
    public void close() {
        synchronized (LOGGER) {
            LOGGER.removeHandler(this);
            open--;
            if (open == 0) {
                LOGGER.setLevel(levelBefore);
                LOGGER.setUseParentHandlers(parentHandlersBefore);
            }
        }
    }
}
