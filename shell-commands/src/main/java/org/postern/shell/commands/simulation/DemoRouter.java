// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntBiFunction;

/**
 * A simulated router on a thread of its own. Its WAN side is 127.0.0.1, which every system has,
 * and its UDN is new each time, so that concurrent demos do not affect each other.
 */
final class DemoRouter implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final Duration SEARCH = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 50;

    private final String udn = "uuid:" + UUID.randomUUID();
    private final String networkInterface;
    private final FutureTask<Integer> task;
    private final Thread thread;

    private DemoRouter(
            ToIntBiFunction<List<String>, List<PrintStream>> simulator, String networkInterface) {
        this.networkInterface = networkInterface;
        List<String> words =
                List.of(
                        "--interface",
                        networkInterface,
                        "--udn",
                        udn,
                        "--wan",
                        LoopbackPorts.address().getHostAddress(),
                        "--quiet");
        task = new FutureTask<>(() -> simulator.applyAsInt(words, List.of(System.out, System.err)));
        thread = new Thread(task, "postern-demo-router");
        thread.setDaemon(true);
    }

    static DemoRouter start(
            ToIntBiFunction<List<String>, List<PrintStream>> simulator, String networkInterface) {
        DemoRouter router = new DemoRouter(simulator, networkInterface);
        router.thread.start();
        return router;
    }

    String udn() {
        return udn;
    }

    String networkInterface() {
        return networkInterface;
    }

    /** Waits until a search finds the router. */
    void awaitFound(GatewayFinder finder) throws GatewayException, InterruptedException {
        GatewayQuery query =
                GatewayQuery.standard()
                        .withNetworkInterface(networkInterface)
                        .withWanted(udn)
                        .withTimeout(SEARCH);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            if (task.isDone()) {
                throw new GatewayException(
                        Reason.NO_GATEWAY, "The simulated router ended before it was found.");
            }
            try {
                finder.find(query);
                return;
            } catch (GatewayException e) {
                if (e.reason() == Reason.INVALID_ARGUMENT || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
