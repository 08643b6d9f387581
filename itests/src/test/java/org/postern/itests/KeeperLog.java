// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings of the keeper, from its making until it is closed. */
final class KeeperLog extends Handler implements AutoCloseable {
    /** A field, as the log manager forgets loggers that nobody holds. */
    private final Logger logger = Logger.getLogger("org.postern.port-keeper");

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    KeeperLog() {
        logger.addHandler(this);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(record.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
