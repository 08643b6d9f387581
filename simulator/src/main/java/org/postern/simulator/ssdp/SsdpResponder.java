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
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Answers searches and announces the device, on one selector thread {@code postern-sim-ssdp}.
 *
 * <p>All but {@link #close} runs on that thread. At most {@value #MAX_PENDING} answers wait to be
 * sent; what is more is dropped.
 */
public final class SsdpResponder implements AutoCloseable {
    static final int MAX_PENDING = 256;
    private static final int LARGEST_DATAGRAM = 8 * 1024;
    private static final Logger LOG = System.getLogger("org.postern.simulator.ssdp");

    private record Pending(long due, Ear ear, InetSocketAddress to, Target target) {}

    private final List<Ear> ears;
    private final List<Target> targets;
    private final Datagrams datagrams;
    private final SsdpRules rules;
    private final Timing timing;
    private final Consumer<String> events;
    private final Selector selector;
    private final Thread thread = Threads.daemon("ssdp", this::run);
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>((one, other) -> Long.signum(one.due() - other.due()));
    private volatile boolean closing;
    private long dropped;

    /**
     * When things are sent.
     *
     * @param answerDelay before a search is answered; MX limits it
     * @param aliveEvery between two announcements
     */
    public record Timing(Duration answerDelay, Duration aliveEvery) {}

    SsdpResponder(
            List<Ear> ears,
            Announced announced,
            SsdpRules rules,
            Timing timing,
            Consumer<String> events)
            throws IOException {
        this.ears = List.copyOf(ears);
        this.targets = rules.targets(announced.targets());
        this.rules = rules;
        this.datagrams = new Datagrams(announced);
        this.timing = timing;
        this.events = events;
        this.selector = Selector.open();
    }

    /** Announces the device and begins to answer. */
    void start() throws IOException {
        for (Ear ear : ears) {
            ear.groupChannel().register(selector, SelectionKey.OP_READ, ear);
            ear.ownChannel().register(selector, SelectionKey.OP_READ, ear);
        }
        thread.start();
    }

    /** Says byebye and ends. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        Threads.await(thread);
    }

    private void run() {
        try {
            // IGD:2 takes back what an earlier life may have announced (2.2.1).
            byebye();
            long nextAlive = System.nanoTime();
            while (!closing) {
                long now = System.nanoTime();
                if (now - nextAlive >= 0) {
                    alive();
                    nextAlive = now + timing.aliveEvery().toNanos();
                }
                sendDue(now);
                selector.select(this::receive, millisUntil(nextAlive));
            }
            byebye();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "SSDP ended: {0}", e.getMessage());
        } finally {
            ears.forEach(Ear::close);
            closeSelector();
        }
    }

    private long millisUntil(long nextAlive) {
        Pending first = pending.peek();
        long next = first == null || first.due() - nextAlive > 0 ? nextAlive : first.due();
        return Math.max(1, (next - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void receive(SelectionKey key) {
        Ear ear = (Ear) key.attachment();
        try {
            buffer.clear();
            InetSocketAddress from =
                    (InetSocketAddress) ((DatagramChannel) key.channel()).receive(buffer);
            if (from != null) {
                boolean multicast = key.channel() == ear.groupChannel();
                SearchMessage.read(buffer.array(), buffer.position(), multicast, from.getPort())
                        .filter(search -> !multicast || search.mx().isPresent())
                        .filter(rules::hears)
                        .ifPresent(search -> take(search, ear, from));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a datagram was lost: {0}", e.getMessage());
        }
    }

    private void take(SearchMessage search, Ear ear, InetSocketAddress from) {
        List<Target> answers = rules.answers(search, matching(search));
        if (answers.isEmpty()) {
            return;
        }
        long wait = rules.answerDelay(search, timing.answerDelay()).toNanos();
        if (search.mx().isPresent()) {
            wait = Math.min(wait, Duration.ofSeconds(search.mx().getAsInt()).toNanos());
        }
        long due = System.nanoTime() + wait;
        for (Target answer : answers) {
            if (pending.size() < MAX_PENDING) {
                pending.add(new Pending(due, ear, from, answer));
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

    private List<Target> matching(SearchMessage search) {
        return targets.stream()
                .flatMap(target -> target.answering(search.target()).stream())
                .toList();
    }

    private void sendDue(long now) {
        while (!pending.isEmpty() && pending.peek().due() - now <= 0) {
            Pending next = pending.remove();
            rules.sent(datagrams.answer(next.target(), next.ear().location()))
                    .forEach(message -> next.ear().send(message.bytes(), next.to()));
        }
    }

    private void alive() {
        for (Ear ear : ears) {
            for (Target target : targets) {
                announce(ear, datagrams.alive(target, ear.groupText(), ear.location()));
            }
        }
    }

    private void byebye() {
        for (Ear ear : ears) {
            targets.forEach(t -> announce(ear, datagrams.byebye(t, ear.groupText())));
        }
    }

    private void announce(Ear ear, Datagram message) {
        rules.sent(message).forEach(each -> ear.sendToGroup(each.bytes()));
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the selector failed: {0}", e.getMessage());
        }
    }
}
