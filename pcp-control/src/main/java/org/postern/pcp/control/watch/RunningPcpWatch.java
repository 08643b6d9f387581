// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.watch;

import static org.postern.pcp.control.logging.PcpLog.LOG;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;
import org.postern.pcp.control.exchange.NetworkLoop;
import org.postern.pcp.control.gateway.GatewayParts;
import org.postern.pcp.control.internal.listeners.ListenerShield;
import org.postern.pcp.control.internal.timing.Jitter;
import org.postern.pcp.control.logging.PcpLog;
import org.postern.pcp.control.search.ServerPlaces;
import org.postern.pcp.control.server.Dialect;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A watch as its caller sees it: from any thread, with a listener that is called on the loop's
 * thread, one call after the other, and never after the end.
 */
public final class RunningPcpWatch implements Watch {
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /** By then what some routers do not announce is noticed (quirk P5). A request has 24 bytes. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

    private static final long LISTENER_MILLIS = 1000;

    private final NetworkLoop loop;
    private final PcpWatch watch;
    private volatile boolean closed;
    private volatile long loopThread;

    private RunningPcpWatch(
            GatewayParts parts,
            Dialect dialect,
            Announcements announcements,
            ServerPlaces places,
            Duration probe,
            Duration poll,
            GatewayListener listener) {
        this.loop = parts.servers().loop();
        this.watch =
                new PcpWatch(
                        parts,
                        dialect,
                        announcements,
                        places,
                        probe,
                        poll,
                        Jitter.random(),
                        new Calls(listener));
    }

    /**
     * Starts a watch and returns at once.
     *
     * @param probe how long a server is asked that has not answered yet
     * @param poll how often one that answers is asked; at least one second
     */
    public static RunningPcpWatch start(
            GatewayParts parts,
            Dialect dialect,
            Announcements announcements,
            ServerPlaces places,
            Duration probe,
            Duration poll,
            GatewayListener listener)
            throws GatewayException {
        if (poll.compareTo(SHORTEST_POLL) < 0) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "Gateways cannot be asked more often than once a second.");
        }
        Duration often = poll.compareTo(LONGEST_POLL) < 0 ? poll : LONGEST_POLL;
        RunningPcpWatch running =
                new RunningPcpWatch(parts, dialect, announcements, places, probe, often, listener);
        running.loop.execute(running::begin);
        return running;
    }

    private void begin() {
        loopThread = Thread.currentThread().getId();
        if (!closed) {
            watch.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread().getId() == loopThread) {
            watch.stop();
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        loop.execute(
                () -> {
                    watch.stop();
                    ended.countDown();
                });
        try {
            if (!loop.isClosed() && !ended.await(LISTENER_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Logger.Level.WARNING, "The listener of a watch does not return.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on what is reported until the end. */
    private final class Calls implements GatewayListener {
        private final GatewayListener listener;

        Calls(GatewayListener listener) {
            this.listener = listener;
        }

        @Override
        public void added(Gateway gateway, GatewayState state) {
            call(() -> listener.added(gateway, state));
        }

        @Override
        public void changed(Gateway gateway, GatewayState state) {
            call(() -> listener.changed(gateway, state));
        }

        @Override
        public void removed(Gateway gateway, String reason) {
            call(() -> listener.removed(gateway, reason));
        }

        @Override
        public void missing(GatewayException failure) {
            call(() -> listener.missing(failure));
        }

        @Override
        public void searching() {
            call(listener::searching);
        }

        private void call(Runnable call) {
            if (!closed) {
                ListenerShield.call(PcpLog.NAME, "The listener of a watch", call);
            }
        }
    }
}
