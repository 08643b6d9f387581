// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.keeper.ManagementBeans;
import org.postern.api.keeper.PortKeeper;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows the keeper of a command to management tools, a little later: loading JMX takes longer than
 * opening a port, and would delay that. Where JMX is not there, nothing is shown.
 */
final class DelayedBeans implements AutoCloseable {
    /** By then a port is open. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final System.Logger LOGGER = System.getLogger("org.postern.shell-commands");

    private final Supplier<Optional<ManagementBeans>> beans;
    private final PortKeeper keeper;
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, DelayedBeans::thread);

    /** Guarded by this, as is the next. */
    private Optional<ManagementBeans.Registration> registration = Optional.empty();

    private boolean closed;

    /** The beans are looked for when they are to be registered. */
    DelayedBeans(Supplier<Optional<ManagementBeans>> beans, PortKeeper keeper) {
        this.beans = beans;
        this.keeper = keeper;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "postern-beans");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns at once. */
    void start() {
        start(DELAY);
    }

    void start(Duration delay) {
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // The thread ends soon after its task.
        later.setKeepAliveTime(1, TimeUnit.SECONDS);
        later.allowCoreThreadTimeOut(true);
        later.schedule(this::register, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void register() {
        if (closed) {
            return;
        }
        try {
            registration = beans.get().map(each -> each.register(keeper));
        } catch (RuntimeException | LinkageError e) {
            // Such as a Java without the module java.management.
            LOGGER.log(Level.DEBUG, "No management beans: {0}", String.valueOf(e));
        }
    }

    /** Removes the beans. To be called before the keeper is closed. */
    @Override
    public void close() {
        later.shutdown();
        Optional<ManagementBeans.Registration> last;
        synchronized (this) {
            closed = true;
            last = registration;
            registration = Optional.empty();
        }
        last.ifPresent(ManagementBeans.Registration::close);
    }
}
