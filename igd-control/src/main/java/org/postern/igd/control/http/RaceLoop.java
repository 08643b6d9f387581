// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out races on one selector. Used by one thread, or by one after the other; only {@link
 * #wakeUp} may be called by any.
 */
final class RaceLoop implements AutoCloseable {
    private static final int MAX_WAITING = 1024;

    private final Connections connections;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final List<HttpExchange> open = new ArrayList<>();
    private final Set<HttpRace> waiting = new LinkedHashSet<>();
    private final Set<HttpRace> unfinished = new LinkedHashSet<>();

    /** A loop without a race, whose connections are counted with those of other loops. */
    RaceLoop(Connections connections) throws IOException {
        this.connections = connections;
        this.selector = Selector.open();
    }

    /** Begins a race as soon as it has room; fails it where many wait already. */
    void submit(HttpRace race) {
        if (!mayWait(race.peer())) {
            race.fail(new IOException("too many requests are waiting"));
            return;
        }
        waiting.add(race);
        unfinished.add(race);
    }

    private boolean mayWait(InetAddress peer) {
        return waiting.size() < MAX_WAITING
                || waiting.size() < MAX_WAITING + Connections.MAX_NEWCOMERS && !isWaiting(peer);
    }

    private boolean isWaiting(InetAddress peer) {
        for (HttpRace each : waiting) {
            if (each.peer().equals(peer)) {
                return true;
            }
        }
        return false;
    }

    /** Begins a race at once; false, and nothing is done, where it might have to wait. */
    boolean begin(HttpRace race) {
        if (!connections.takeAmple(race.peer())) {
            return false;
        }
        unfinished.add(race);
        open(race);
        return true;
    }

    /** Does what is due. */
    void advance() {
        retireOver();
        beginWaiting();
        openFurther();
    }

    /**
     * Waits until something comes, and handles it, or until something is due; without a race, until
     * it is woken up.
     */
    void await() throws IOException {
        selector.select(pause());
        for (SelectionKey each : selector.selectedKeys()) {
            ((HttpExchange) each.attachment()).proceed(each, buffer);
        }
        selector.selectedKeys().clear();
    }

    /** Ends this wait or the next one. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Ends all races, and closes their connections; those without an answer fail as said. */
    void endAll(String reason) {
        for (HttpRace each : unfinished) {
            each.end();
            if (!each.over()) {
                each.fail(new IOException(reason));
            }
        }
        unfinished.clear();
        waiting.clear();
        releaseClosed();
    }

    /** Lets go of closed sockets: the system has them until the selector looks again. */
    void purge() throws IOException {
        selector.selectNow();
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private long pause() {
        long now = System.nanoTime();
        long shortest = 0;
        for (HttpRace each : unfinished) {
            long millis = Math.max(1, (each.wakeNanos() - now) / 1_000_000 + 1);
            shortest = shortest == 0 ? millis : Math.min(shortest, millis);
        }
        return shortest;
    }

    /** Also ends the connections whose callers gave up. */
    private void retireOver() {
        for (Iterator<HttpRace> each = unfinished.iterator(); each.hasNext(); ) {
            HttpRace race = each.next();
            race.expire();
            if (race.over()) {
                race.end();
                each.remove();
                waiting.remove(race);
            }
        }
        releaseClosed();
    }

    private void releaseClosed() {
        for (Iterator<HttpExchange> each = open.iterator(); each.hasNext(); ) {
            HttpExchange exchange = each.next();
            if (exchange.closed()) {
                each.remove();
                connections.release(exchange.peer());
            }
        }
    }

    /** In the order they came, except that nobody waits for another peer's turn. */
    private void beginWaiting() {
        for (Iterator<HttpRace> next = waiting.iterator(); next.hasNext(); ) {
            HttpRace race = next.next();
            if (connections.take(race.peer())) {
                next.remove();
                open(race);
            }
        }
    }

    /** What has no answer yet tries again, while that leaves room for what was not asked at all. */
    private void openFurther() {
        for (HttpRace race : unfinished) {
            if (race.due()) {
                if (connections.takeAmple(race.peer())) {
                    open(race);
                } else {
                    race.postpone();
                }
            }
        }
    }

    private void open(HttpRace race) {
        HttpExchange exchange = race.next();
        open.add(exchange);
        exchange.open(selector);
    }
}
