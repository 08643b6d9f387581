// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;

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
    private PortKey cursor = PortKey.tcp(0);
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
        add(firsts, mapping);
    }

    /** One that is open, or that somebody else has. */
    void check(KeptMapping mapping) {
        add(checks, mapping);
    }

    private void add(Map<PortKey, KeptMapping> to, KeptMapping mapping) {
        if (router.visibility().canLook()) {
            to.put(mapping.key(), mapping);
        } else {
            mapping.unseen();
        }
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
        PortKey start = waiting.higherKey(cursor);
        PortKey first = start == null ? waiting.firstKey() : start;
        PortKey beyond = PortKey.tcp(first.externalPort() + SPAN);
        NavigableMap<PortKey, KeptMapping> near = waiting.subMap(first, true, beyond, false);
        List<Member> batch = new ArrayList<>();
        int ports = 0;
        while (!near.isEmpty() && ports < most) {
            KeptMapping mapping = near.pollFirstEntry().getValue();
            batch.add(new Member(mapping, mapping.stamp()));
            ports += mapping.keys().size();
        }
        cursor = batch.get(batch.size() - 1).mapping().key();
        return Optional.of(call(batch, background));
    }

    private Call call(List<Member> batch, boolean background) {
        SortedSet<PortKey> keys = new TreeSet<>();
        batch.forEach(each -> keys.addAll(each.mapping().keys()));
        int round = router.restoration().round();
        Call.Question question =
                (gateway, pace) -> {
                    AtomicInteger requests = new AtomicInteger();
                    List<PortMapping> found = ask(gateway, pace, requests, keys);
                    return () -> seen(round, batch, keys.size(), found, requests.get());
                };
        Call.Failed failed = failure -> failed(batch, failure, background);
        return background ? Call.inBackground(question, failed) : Call.of(question, failed);
    }

    private static List<PortMapping> ask(
            Gateway gateway, Pace pace, AtomicInteger requests, SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        Pace counted =
                () -> {
                    requests.incrementAndGet();
                    return pace.next();
                };
        return gateway.paced(counted).findAll(keys);
    }

    private void seen(
            int round, List<Member> batch, int ports, List<PortMapping> found, int requests) {
        failures = 0;
        if (ports >= SHORT_BATCH) {
            most = requests >= ports ? SHORT_BATCH : BATCH;
        }
        Map<PortKey, PortMapping> byKey = new HashMap<>();
        found.forEach(each -> byKey.putIfAbsent(each.key(), each));
        List<Member> current = batch.stream().filter(Looks::isCurrent).toList();
        List<Member> held = current.stream().filter(each -> each.mapping().isHeld()).toList();
        long missing = held.stream().filter(each -> at(each, byKey).isEmpty()).count();
        current.forEach(each -> each.mapping().seen(at(each, byKey)));
        router.restoration().saw(round, held.size(), (int) missing);
    }

    private static List<PortMapping> at(Member member, Map<PortKey, PortMapping> found) {
        return member.mapping().keys().stream()
                .flatMap(each -> Optional.ofNullable(found.get(each)).stream())
                .toList();
    }

    /** A question that was overtaken by an opening or a renewal says nothing. */
    private static boolean isCurrent(Member member) {
        return member.stamp() == member.mapping().stamp();
    }

    private void failed(List<Member> batch, GatewayException failure, boolean background) {
        if (Remedy.of(failure) == Remedy.AGAIN) {
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
            router.visibility().lookFailed(failure);
            KeptMapping only = batch.get(0).mapping();
            if (isCurrent(batch.get(0))) {
                only.unseen();
                router.restored(only);
            }
            if (!router.visibility().canLook()) {
                unseen();
            }
        }
    }

    /** The router shows nothing: none of those that wait needs to be asked for. */
    private void unseen() {
        List<KeptMapping> all = new ArrayList<>(firsts.values());
        all.addAll(checks.values());
        all.addAll(singly);
        all.forEach(this::drop);
        all.forEach(KeptMapping::unseen);
    }
}
