// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.loop.LoopServices;
import org.postern.port.keeper.state.RetryRule;
import org.postern.port.keeper.state.RetryWaits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of one router to be looked up: neighbours with one request, those to be opened before
 * those that are open. Used by the keeper's thread.
 */
final class LookQueue {
    /** Ports of one question: few enough for 30 seconds where the router is asked for each. */
    static final int BATCH = 64;

    /** If each port costs a request, batches are short, so that other calls need not wait. */
    private static final int SHORT_BATCH = 8;

    /** Port numbers that one question spans: the router lists what others have among them too. */
    private static final int SPAN = 1024;

    private final LoopServices services;
    private final Visibility visibility;
    private final RouterAnswers answers;
    private final Runnable proceed;
    private final TreeMap<PortKey, Look> firsts = new TreeMap<>();
    private final TreeMap<PortKey, Look> checks = new TreeMap<>();
    private final Map<PortKey, Look> searches = new LinkedHashMap<>();
    private final Map<PortKey, Look> singly = new LinkedHashMap<>();

    /** Look-ups that are running; the answer to one that was removed is ignored. */
    private final Map<PortKey, Look> running = new HashMap<>();

    private PortKey cursor = PortKey.tcp(0);
    private int most = BATCH;
    private int failures;
    private long pausedUntil;
    private int round;
    private boolean searchesEnded;

    private static final class Look {
        private final List<PortKey> keys;
        private final Map<PortKey, Look> queue;

        Look(List<PortKey> keys, Map<PortKey, Look> queue) {
            this.keys = keys;
            this.queue = queue;
        }

        PortKey key() {
            return keys.get(0);
        }
    }

    /** An empty queue; {@code proceed} runs when a pause is over. */
    LookQueue(
            LoopServices services, Visibility visibility, RouterAnswers answers, Runnable proceed) {
        this.services = services;
        this.visibility = visibility;
        this.answers = answers;
        this.proceed = proceed;
    }

    /** A port that is to be opened. */
    void first(List<PortKey> keys) {
        add(firsts, keys);
    }

    /** A port that may be open at an unknown number, as the router's answer was lost. */
    void search(List<PortKey> keys) {
        add(visibility.can(Capability.LIST) ? searches : firsts, keys);
    }

    /** A port that is open, or held by another client. */
    void check(List<PortKey> keys) {
        add(checks, keys);
    }

    private void add(Map<PortKey, Look> to, List<PortKey> keys) {
        if (visibility.canLook() && !(searchesEnded && to == searches)) {
            to.put(keys.get(0), new Look(keys, to));
        } else {
            answers.hidden(keys.get(0));
        }
    }

    void drop(PortKey key) {
        firsts.remove(key);
        checks.remove(key);
        searches.remove(key);
        singly.remove(key);
        running.remove(key);
    }

    /** Ignores the running look-up of a port, as the router is about to change it. */
    void overtaken(PortKey key) {
        running.remove(key);
    }

    /** The router may have been replaced or restarted: ends a pause. */
    void forgive() {
        failures = 0;
        pausedUntil = 0;
    }

    /** No number is searched for from now on. */
    void endSearches() {
        searchesEnded = true;
        hide(searches.keySet());
    }

    /** Begins a new round; running look-ups belong to an earlier one. */
    void nextRound() {
        round++;
    }

    int round() {
        return round;
    }

    int checks() {
        return checks.size();
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** How many requests it takes to look up so many ports, judged by earlier answers. */
    int questions(int ports) {
        return Math.max(1, (ports + most - 1) / most);
    }

    private boolean isPaused() {
        return services.now() < pausedUntil;
    }

    Optional<Call> nextFirst() {
        if (isPaused()) {
            return Optional.empty();
        }
        return searches.isEmpty()
                ? next(firsts, false)
                : Optional.of(call(List.of(takeFirst(searches)), false, true));
    }

    Optional<Call> nextCheck() {
        if (isPaused()) {
            return Optional.empty();
        }
        return singly.isEmpty()
                ? next(checks, true)
                : Optional.of(call(List.of(takeFirst(singly)), true, false));
    }

    private static Look takeFirst(Map<PortKey, Look> from) {
        Look look = from.values().iterator().next();
        from.remove(look.key());
        return look;
    }

    private Optional<Call> next(NavigableMap<PortKey, Look> waiting, boolean background) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        PortKey start = waiting.higherKey(cursor);
        PortKey first = start == null ? waiting.firstKey() : start;
        PortKey beyond = PortKey.tcp(first.externalPort() + SPAN);
        NavigableMap<PortKey, Look> near = waiting.subMap(first, true, beyond, false);
        List<Look> batch = new ArrayList<>();
        int ports = 0;
        while (!near.isEmpty() && ports < most) {
            Look look = near.pollFirstEntry().getValue();
            batch.add(look);
            ports += look.keys.size();
        }
        cursor = batch.get(batch.size() - 1).key();
        return Optional.of(call(batch, background, false));
    }

    private Call call(List<Look> batch, boolean background, boolean lists) {
        SortedSet<PortKey> keys = new TreeSet<>();
        for (Look each : batch) {
            keys.addAll(each.keys);
            running.put(each.key(), each);
        }
        int asked = round;
        Call.Question question =
                (gateway, pace) -> {
                    AtomicInteger requests = new AtomicInteger();
                    List<PortMapping> found = ask(gateway, pace, requests, keys);
                    List<PortMapping> listed =
                            lists ? Visibility.listed(gateway.paced(pace)) : List.of();
                    return () -> seen(asked, batch, keys.size(), found, listed, requests.get());
                };
        Call.Failed failed = failure -> failed(batch, failure);
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
            int asked,
            List<Look> batch,
            int ports,
            List<PortMapping> found,
            List<PortMapping> listed,
            int requests) {
        failures = 0;
        if (ports >= SHORT_BATCH) {
            most = requests >= ports ? SHORT_BATCH : BATCH;
        }
        Map<PortKey, PortMapping> byKey = new HashMap<>();
        found.forEach(each -> byKey.putIfAbsent(each.key(), each));
        Map<PortKey, List<PortMapping>> byPort = new LinkedHashMap<>();
        for (Look each : current(batch)) {
            byPort.put(
                    each.key(),
                    each.keys.stream()
                            .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
                            .toList());
        }
        answers.seen(asked, byPort, listed);
    }

    /** Ends the look-up of these ports; returns those for which the answer still counts. */
    private List<Look> current(List<Look> batch) {
        return batch.stream().filter(each -> running.remove(each.key(), each)).toList();
    }

    private void failed(List<Look> batch, GatewayException failure) {
        List<Look> current = current(batch);
        if (RetryRule.of(failure) == RetryRule.SOON) {
            long wait = RetryWaits.SOON.nanos(++failures, services.jitter());
            pausedUntil = services.now() + wait;
            services.schedule().at(pausedUntil, proceed);
            for (Look each : current) {
                each.queue.putIfAbsent(each.key(), each);
                answers.unanswered(each.key(), failure);
            }
        } else if (batch.size() > 1) {
            // Some routers refuse all look-ups because of one.
            current.forEach(each -> singly.put(each.key(), each));
        } else {
            visibility.lookFailed(failure);
            current.forEach(each -> answers.hidden(each.key()));
            if (!visibility.canLook()) {
                hideAll();
            }
        }
    }

    /** The router discloses nothing: no waiting port is looked up. */
    private void hideAll() {
        Deque<PortKey> all = new ArrayDeque<>(firsts.keySet());
        all.addAll(checks.keySet());
        all.addAll(searches.keySet());
        all.addAll(singly.keySet());
        hide(all);
    }

    private void hide(Collection<PortKey> keys) {
        List<PortKey> all = List.copyOf(keys);
        all.forEach(this::drop);
        all.forEach(answers::hidden);
    }
}
