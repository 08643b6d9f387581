// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The WAN side: opens and closes external ports.
 *
 * <p>All sockets belong to the thread {@code postern-sim-forward}; the methods hand it their work
 * and return when it is done. Once {@link #close} has begun, nothing can be opened any more.
 */
public final class Forwarder implements AutoCloseable {
    private static final Logger LOG = System.getLogger("org.postern.simulator.forward");
    private static final long SWEEP_MILLIS = 1_000;

    private record Port(Transport transport, int number) {}

    private final InetAddress wan;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final Selector selector;
    private final Thread thread = Threads.daemon("forward", this::run);
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private final Map<Port, PortForward> forwards = new HashMap<>();
    private volatile boolean closing;

    /**
     * A forwarder without open ports; call {@link #start}.
     *
     * @param wan the address that external ports are opened on
     */
    public Forwarder(InetAddress wan, Limits limits, TrafficCounters traffic) throws IOException {
        this.wan = wan;
        this.limits = limits;
        this.traffic = traffic;
        selector = Selector.open();
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /**
     * Opens a port, or gives an open one another target, which ends what crosses it now.
     *
     * @throws IOException if the port cannot be listened on; nothing is opened then
     */
    public void open(ForwardRule rule) throws IOException {
        onThread(
                () -> {
                    openNow(rule);
                    return true;
                });
    }

    /** Closes a port and ends all that crosses it; does nothing if it is not open. */
    public void close(Transport transport, int externalPort) {
        try {
            onThread(
                    () -> {
                        closeNow(new Port(transport, externalPort));
                        return true;
                    });
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "port not closed now: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        Threads.await(thread);
    }

    private void openNow(ForwardRule rule) throws IOException {
        Port port = new Port(rule.transport(), rule.externalPort());
        PortForward present = forwards.get(port);
        if (present == null) {
            forwards.put(port, listen(rule));
        } else if (!present.rule().equals(rule)) {
            present.retarget(rule);
        }
    }

    private PortForward listen(ForwardRule rule) throws IOException {
        return rule.transport() == Transport.TCP
                ? new TcpForward(selector, wan, rule, limits, traffic)
                : new UdpForward(selector, wan, rule, limits, traffic);
    }

    private void closeNow(Port port) throws IOException {
        PortForward present = forwards.remove(port);
        if (present != null) {
            present.close();
            // A closed channel keeps its port until its cancelled key is processed.
            selector.selectNow(Forwarder::handle);
        }
    }

    private void onThread(Callable<Boolean> work) throws IOException {
        FutureTask<Boolean> task = new FutureTask<>(work);
        tasks.add(task);
        selector.wakeup();
        if (closing) {
            task.cancel(false);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the router is closing", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        long lastSweep = System.nanoTime();
        try {
            while (!closing) {
                selector.select(Forwarder::handle, SWEEP_MILLIS);
                for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                long now = System.nanoTime();
                if (now - lastSweep >= SWEEP_MILLIS * 1_000_000) {
                    lastSweep = now;
                    forwards.values().forEach(forward -> forward.sweep(now));
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "forwarding ended: {0}", e.getMessage());
        } finally {
            end();
        }
    }

    private void end() {
        closing = true;
        forwards.values().forEach(PortForward::close);
        tasks.forEach(task -> task.cancel(false));
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the selector failed: {0}", e.getMessage());
        }
    }

    private static void handle(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
            try {
                handler.ready(key);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a forwarded connection failed", e);
                Closing.quietly(key.channel());
            }
        }
    }
}
