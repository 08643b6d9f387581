// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is to be looked at on one router: neighbouring ports with one question, those to be opened
 * before those that are open. Used by the keeper's thread.
 */
final class Looks {
    /** Ports of one question: few enough for 30 seconds where the router is asked for each. */
    static final int BATCH = 64;

    /** Where each costs a request, a question is short, so that others need not wait for it. */
    private static final int SHORT_BATCH = 8;

    /** Port numbers that one question spans: the router lists what others have among them too. */
    private static final int SPAN = 1024;

    private final Parts parts;
    private final Router router;
    private final TreeMap<PortKey, KeptMapping> firsts = new TreeMap<>();
    private final TreeMap<PortKey, KeptMapping> checks = new TreeMap<>();
    private final Deque<KeptMapping> singly = new ArrayDeque<>();
    private PortKey cursor = new PortKey(Protocol.TCP, 0);
    private int most = BATCH;
    private int failures;
    private long pausedUntil;

    private record Member(KeptMapping mapping, int stamp) {}

    Looks(Parts parts, Router router) {
        this.parts = parts;
        this.router = router;
    }

    /** One that is to be opened. */
    void first(KeptMapping mapping) {
        firsts.put(mapping.key(), mapping);
    }

    /** One that is open, or that somebody else has. */
    void check(KeptMapping mapping) {
        checks.put(mapping.key(), mapping);
    }

    void drop(KeptMapping mapping) {
        firsts.remove(mapping.key(), mapping);
        checks.remove(mapping.key(), mapping);
        singly.remove(mapping);
    }

    /** The router may be another by now: a pause of before means nothing. */
    void forgive() {
        failures = 0;
        pausedUntil = 0;
    }

    int waiting() {
        return checks.size();
    }

    Optional<Call> nextFirst() {
        return isPaused() ? Optional.empty() : next(firsts, false);
    }

    Optional<Call> nextCheck() {
        if (isPaused()) {
            return Optional.empty();
        }
        if (!singly.isEmpty()) {
            KeptMapping mapping = singly.remove();
            return Optional.of(call(List.of(new Member(mapping, mapping.stamp())), true));
        }
        return next(checks, true);
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** How many it takes to look at so many ports, as the router was until now. */
    int questions(int ports) {
        return Math.max(1, (ports + most - 1) / most);
    }

    private boolean isPaused() {
        return parts.time().now() < pausedUntil;
    }

    private Optional<Call> next(NavigableMap<PortKey, KeptMapping> waiting, boolean background) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        PortKey start = waiting.ceilingKey(cursor);
        PortKey first = start == null ? waiting.firstKey() : start;
        PortKey beyond = new PortKey(first.protocol(), first.port() + SPAN);
        NavigableMap<PortKey, KeptMapping> near = waiting.subMap(first, true, beyond, false);
        List<Member> batch = new ArrayList<>();
        while (!near.isEmpty() && batch.size() < most) {
            KeptMapping mapping = near.pollFirstEntry().getValue();
            batch.add(new Member(mapping, mapping.stamp()));
        }
        PortKey last = batch.get(batch.size() - 1).mapping().key();
        cursor = new PortKey(last.protocol(), last.port() + 1);
        return Optional.of(call(batch, background));
    }

    private Call call(List<Member> batch, boolean background) {
        Protocol protocol = batch.get(0).mapping().key().protocol();
        SortedSet<Integer> ports = new TreeSet<>();
        batch.forEach(each -> ports.add(each.mapping().key().port()));
        int round = router.restoration().round();
        Call.Question question =
                (gateway, pace) -> {
                    AtomicInteger requests = new AtomicInteger();
                    List<PortMapping> found = ask(gateway, pace, requests, protocol, ports);
                    return () -> seen(round, batch, found, requests.get());
                };
        Call.Failed failed = failure -> failed(batch, failure, background);
        return background ? Call.inBackground(question, failed) : Call.of(question, failed);
    }

    private static List<PortMapping> ask(
            Gateway gateway,
            Pace pace,
            AtomicInteger requests,
            Protocol protocol,
            SortedSet<Integer> ports)
            throws GatewayException, InterruptedException {
        Pace counted =
                () -> {
                    requests.incrementAndGet();
                    return pace.next();
                };
        return gateway.paced(counted).findAll(protocol, ports);
    }

    private void seen(int round, List<Member> batch, List<PortMapping> found, int requests) {
        failures = 0;
        if (batch.size() >= SHORT_BATCH) {
            most = requests >= batch.size() ? SHORT_BATCH : BATCH;
        }
        Map<Integer, PortMapping> byPort = new HashMap<>();
        found.forEach(each -> byPort.putIfAbsent(each.externalPort(), each));
        List<Member> current = batch.stream().filter(Looks::isCurrent).toList();
        List<Member> held = current.stream().filter(each -> each.mapping().isHeld()).toList();
        long missing =
                held.stream()
                        .filter(each -> !byPort.containsKey(each.mapping().key().port()))
                        .count();
        current.forEach(
                each ->
                        each.mapping()
                                .seen(
                                        Optional.ofNullable(
                                                byPort.get(each.mapping().key().port()))));
        router.restoration().saw(round, held.size(), (int) missing);
    }

    /** A question that was overtaken by an opening or a renewal says nothing. */
    private static boolean isCurrent(Member member) {
        return member.stamp() == member.mapping().stamp();
    }

    private void failed(List<Member> batch, GatewayException failure, boolean background) {
        if (Remedy.of(failure.result()) == Remedy.AGAIN) {
            long wait = RetryWaits.SOON.nanos(++failures, parts.jitter());
            pausedUntil = parts.time().now() + wait;
            parts.agenda().at(pausedUntil, router::proceed);
            for (Member each : batch) {
                if (isCurrent(each) && each.mapping().isWanted()) {
                    each.mapping().entry().troubled(parts.time().wall(), failure);
                    each.mapping().entry().refresh();
                    (background ? checks : firsts).put(each.mapping().key(), each.mapping());
                }
            }
        } else if (batch.size() > 1) {
            // Some refuse all for the sake of one.
            batch.stream()
                    .filter(each -> isCurrent(each) && each.mapping().isWanted())
                    .forEach(each -> singly.add(each.mapping()));
        } else {
            KeptMapping only = batch.get(0).mapping();
            if (isCurrent(batch.get(0))) {
                only.unseen();
                router.restored(only);
            }
        }
    }
}
