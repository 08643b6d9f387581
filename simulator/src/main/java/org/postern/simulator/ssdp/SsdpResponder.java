// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.net.Addresses;
import org.postern.simulator.net.Threads;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Answers searches and announces the device, on one selector thread {@code postern-sim-ssdp}.
 *
 * <p>Everything but the public methods runs on that thread. At most {@value #MAX_PENDING} answers
 * wait to be sent; more are dropped.
 */
public final class SsdpResponder implements AutoCloseable {
    static final int MAX_PENDING = 256;

    /** How often the clock is read, which may not be this machine's. */
    private static final long CLOCK_MILLIS = 250;

    private static final int LARGEST_DATAGRAM = 8 * 1024;
    private static final Logger LOG = System.getLogger("org.postern.simulator.ssdp");

    private record Pending(
            long due, GroupSockets group, InetSocketAddress to, SearchTarget target) {}

    private final List<GroupSockets> groups;
    private final List<SearchTarget> targets;
    private final MessageFactory messages;
    private final SsdpRules rules;
    private final Timing timing;
    private final Consumer<String> events;
    private final Selector selector;
    private final Thread thread = Threads.daemon("ssdp", this::run);
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>((one, other) -> Long.signum(one.due() - other.due()));
    private final Queue<FutureTask<?>> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private volatile boolean crashed;
    private long dropped;

    /**
     * A search is answered after the delay, which MX limits. The time between two announcements is
     * by the clock, which is read four times a second.
     */
    public record Timing(Duration answerDelay, Duration aliveEvery, Clock clock) {}

    SsdpResponder(
            List<GroupSockets> groups,
            AnnouncedDevice announced,
            SsdpRules rules,
            Timing timing,
            Consumer<String> events)
            throws IOException {
        this.groups = List.copyOf(groups);
        this.targets = rules.targets(announced.targets());
        this.rules = rules;
        this.messages = new MessageFactory(announced);
        this.timing = timing;
        this.events = events;
        this.selector = Selector.open();
    }

    /** Announces the device and starts to answer. */
    void start() throws IOException {
        for (GroupSockets group : groups) {
            group.groupChannel().register(selector, SelectionKey.OP_READ, group);
            group.ownChannel().register(selector, SelectionKey.OP_READ, group);
        }
        thread.start();
    }

    /** Announces the device now; returns when that is sent. */
    public void announce() {
        onThread(this::alive);
    }

    /** Sends byebye and keeps running; returns when that is sent. */
    public void sayGoodbye() {
        onThread(this::byebye);
    }

    /** Ends without a byebye. */
    public void crash() {
        crashed = true;
        close();
    }

    /** Sends byebye and ends. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        Threads.await(thread);
    }

    private void run() {
        try {
            // IGD:2 revokes what was announced before a restart (2.2.1).
            byebye();
            Instant nextAlive = timing.clock().instant();
            while (!closing) {
                Instant now = timing.clock().instant();
                if (!now.isBefore(nextAlive)) {
                    alive();
                    nextAlive = now.plus(timing.aliveEvery());
                }
                asked.forEach(FutureTask::run);
                asked.removeIf(FutureTask::isDone);
                sendDue(System.nanoTime());
                selector.select(this::receive, idleMillis());
            }
            if (!crashed) {
                byebye();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "SSDP ended: {0}", e.getMessage());
        } finally {
            closing = true;
            asked.forEach(task -> task.cancel(false));
            groups.forEach(GroupSockets::close);
            closeSelector();
        }
    }

    /** Does nothing once the responder is closing. */
    private void onThread(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        asked.add(task);
        selector.wakeup();
        if (closing) {
            task.cancel(false);
        }
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CancellationException | ExecutionException e) {
            LOG.log(Level.DEBUG, "not announced: {0}", e.toString());
        }
    }

    private long idleMillis() {
        Pending first = pending.peek();
        return first == null
                ? CLOCK_MILLIS
                : Math.max(
                        1,
                        Math.min(
                                CLOCK_MILLIS,
                                (first.due() - System.nanoTime() + 999_999) / 1_000_000));
    }

    private void receive(SelectionKey key) {
        GroupSockets group = (GroupSockets) key.attachment();
        try {
            buffer.clear();
            InetSocketAddress from =
                    (InetSocketAddress) ((DatagramChannel) key.channel()).receive(buffer);
            if (from != null) {
                boolean multicast = key.channel() == group.groupChannel();
                SearchMessage.read(buffer.array(), buffer.position(), multicast, from.getPort())
                        .filter(search -> !multicast || search.mx().isPresent())
                        .filter(rules::accepts)
                        .ifPresent(search -> take(search, group, from));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a datagram was lost: {0}", e.getMessage());
        }
    }

    private void take(SearchMessage search, GroupSockets group, InetSocketAddress from) {
        List<SearchTarget> answers = rules.answers(search, matching(search));
        if (answers.isEmpty()) {
            return;
        }
        long wait = rules.delay(search, timing.answerDelay()).toNanos();
        if (search.mx().isPresent()) {
            wait = Math.min(wait, Duration.ofSeconds(search.mx().getAsInt()).toNanos());
        }
        long due = System.nanoTime() + wait;
        for (SearchTarget answer : answers) {
            if (pending.size() < MAX_PENDING) {
                pending.add(new Pending(due, group, from, answer));
            } else {
                dropped++;
                LOG.log(Level.DEBUG, "{0} answers dropped so far", dropped);
            }
        }
        events.accept(
                "search for "
                        + Addresses.printable(search.target())
                        + " from "
                        + Addresses.hostAndPort(from));
    }

    private List<SearchTarget> matching(SearchMessage search) {
        return targets.stream()
                .flatMap(target -> target.answering(search.target()).stream())
                .toList();
    }

    private void sendDue(long now) {
        while (!pending.isEmpty() && pending.peek().due() - now <= 0) {
            Pending next = pending.remove();
            rules.sent(messages.answer(next.target(), next.group().location()))
                    .forEach(message -> next.group().send(message.bytes(), next.to()));
        }
    }

    private void alive() {
        for (GroupSockets group : groups) {
            for (SearchTarget target : targets) {
                announce(group, messages.alive(target, group.groupText(), group.location()));
            }
        }
    }

    private void byebye() {
        for (GroupSockets group : groups) {
            targets.forEach(t -> announce(group, messages.byebye(t, group.groupText())));
        }
    }

    private void announce(GroupSockets group, OutgoingSsdpMessage message) {
        rules.sent(message).forEach(each -> group.sendToGroup(each.bytes()));
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the selector failed: {0}", e.getMessage());
        }
    }
}
