// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the bundles log, from one level on, as it is written and before anybody cleans it. */
public final class HeardLog extends Handler {
    private final Logger logger = Logger.getLogger("org.postern");
    private final Level before = logger.getLevel();
    private final boolean parentsBefore = logger.getUseParentHandlers();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    private HeardLog(Level level) {
        setLevel(level);
    }

    /** Until it is closed. */
    public static HeardLog from(Level level) {
        HeardLog log = new HeardLog(level);
        log.logger.addHandler(log);
        log.logger.setLevel(level);
        log.logger.setUseParentHandlers(false);
        return log;
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            messages.add(formatter.formatMessage(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
        logger.setUseParentHandlers(parentsBefore);
    }
}
