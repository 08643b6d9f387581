// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.postern.api.control.Candidate;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.protocols.FailureMerger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Picks a gateway as early as it can: a connected one with a public address at once, else the best
 * one known {@link #GRACE} after the first valid one. One that is not the default gateway waits for
 * that to answer, so that it is not a matter of speed which one is taken, and one on this machine
 * itself waits for all others, both at most until the timeout. One that is a last resort is taken at the
 * timeout, when no other came, and one that works although it says that it is not connected, when
 * all searches have ended and not even that came. Used under the lock of its {@link GatewaySearch};
 * times are those of {@link System#nanoTime()}.
 */
final class GatewayElection {
    static final Duration GRACE = Duration.ofMillis(100);

    /** A protocol tells at the timeout what it has known in part until then. */
    static final Duration PUNCTUALITY = Duration.ofMillis(100);

    /**
     * Protocols end by themselves. A device that is named by its URL is read for up to 20 s,
     * whatever the timeout.
     */
    static final Duration LONGEST_EXTENSION = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * More than any network has; a hostile crowd must not fill the memory. The worst, and of equals
     * the last to be found, makes room.
     */
    private static final int MAX_CANDIDATES = 1024;

    /** More than any home has; a hostile crowd must not fill the screen. */
    private static final int MAX_PASSED_OVER = 16;

    private record Key(String protocol, String id) {}

    private record Entry(String protocol, Candidate candidate) {
        boolean isSame(Entry other) {
            return protocol.equals(other.protocol) && candidate.id().equals(other.candidate.id());
        }

        /** Whether they are one router, which two protocols found. */
        boolean isPartOf(Entry other) {
            return !protocol.equals(other.protocol)
                    && SameRouter.is(candidate.gateway(), other.candidate.gateway());
        }
    }

    private final GatewayQuery query;
    private final CandidateRanking ranking;
    private final long startNanos;
    private final Set<String> searching;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final List<GatewayException> failures = new ArrayList<>();
    private OptionalLong firstValidNanos = OptionalLong.empty();

    GatewayElection(
            GatewayQuery query, HostPlaces places, List<String> protocols, long startNanos) {
        this.query = query;
        this.ranking = new CandidateRanking(query, places);
        this.searching = new LinkedHashSet<>(protocols);
        this.startNanos = startNanos;
    }

    void found(String protocol, Candidate candidate, long now) {
        entries.put(new Key(protocol, candidate.id()), new Entry(protocol, candidate));
        if (firstValidNanos.isEmpty() && isReady(candidate)) {
            firstValidNanos = OptionalLong.of(now);
        }
        if (entries.size() > MAX_CANDIDATES) {
            Comparator<Entry> order = bestFirst();
            entries.values().stream()
                    .reduce((one, next) -> order.compare(one, next) > 0 ? one : next)
                    .ifPresent(entries.values()::remove);
        }
    }

    void ended(String protocol, Optional<GatewayException> failure) {
        if (searching.remove(protocol)) {
            failure.ifPresent(failures::add);
        }
    }

    /** The protocols whose searches have not ended. */
    Set<String> searching() {
        return Set.copyOf(searching);
    }

    /** The gateway, as soon as it is certain which. Fails when it is certain that there is none. */
    Optional<Elected> decide(long now) throws GatewayException {
        ranking.refresh();
        boolean over = searching.isEmpty() || isLate(now);
        Optional<Entry> valid = best(entry -> entry.candidate().valid());
        Optional<Entry> elected =
                best(entry -> isReady(entry.candidate()))
                        .filter(each -> over || !mayYield(each))
                        .filter(each -> isPublic(each) || over || graceIsOver(now));
        if (elected.isEmpty() && (over || now - startNanos >= punctualEnd())) {
            elected = valid;
        }
        if (elected.isEmpty() && over) {
            elected = best(entry -> entry.candidate().usable());
            if (elected.isEmpty()) {
                throw failure();
            }
        }
        return elected.map(this::elected);
    }

    /** How long nothing is decided unless something happens. */
    long nanosToWait(long now) {
        List<Long> ends = new ArrayList<>(List.of(startNanos + punctualEnd()));
        firstValidNanos.ifPresent(first -> ends.add(first + GRACE.toNanos()));
        long wait = startNanos + hardEnd() - now;
        for (long each : ends) {
            if (each - now > 0) {
                wait = Math.min(wait, each - now);
            }
        }
        return Math.max(1, wait);
    }

    /** Whether every protocol should have ended by now. */
    boolean isLate(long now) {
        return now - startNanos >= hardEnd();
    }

    private boolean isReady(Candidate candidate) {
        return candidate.valid() && !(candidate.lastResort() && query.wanted().isEmpty());
    }

    private static boolean isPublic(Entry entry) {
        return entry.candidate().standing() == Standing.PUBLIC;
    }

    private boolean mayYield(Entry entry) {
        return ranking.mayYield(
                entry.candidate(), entries.values().stream().map(Entry::candidate).toList());
    }

    private Comparator<Entry> bestFirst() {
        return Comparator.comparing(Entry::candidate, ranking.bestFirst());
    }

    private boolean graceIsOver(long now) {
        return firstValidNanos.isPresent() && now - firstValidNanos.getAsLong() >= GRACE.toNanos();
    }

    private long punctualEnd() {
        return timeout().plus(PUNCTUALITY).toNanos();
    }

    private long hardEnd() {
        return timeout().plus(LONGEST_EXTENSION).toNanos();
    }

    /** "No limit" must not overflow where time is counted in nanoseconds. */
    private Duration timeout() {
        return query.timeout().compareTo(LONGEST) < 0 ? query.timeout() : LONGEST;
    }

    /** Of equals, the first to be found. */
    private Optional<Entry> best(Predicate<Entry> which) {
        return entries.values().stream().filter(which).min(bestFirst());
    }

    private Elected elected(Entry entry) {
        List<Elected.Partner> partners = new ArrayList<>();
        Set<String> joined = new LinkedHashSet<>(Set.of(entry.protocol()));
        for (Entry each : entries.values()) {
            if (SameRouter.joins(each.candidate(), entry.candidate())
                    && joined.add(each.protocol())) {
                each.candidate()
                        .gateway()
                        .ifPresent(
                                gateway ->
                                        partners.add(
                                                new Elected.Partner(each.protocol(), gateway)));
            }
        }
        return new Elected(
                entry.protocol(), entry.candidate(), partners, reason(entry), passedOver(entry));
    }

    private List<String> passedOver(Entry elected) {
        List<String> sentences = new ArrayList<>(elected.candidate().passedOver());
        others(elected).stream()
                .sorted(Comparator.comparing((Entry each) -> each.candidate().valid()).reversed())
                .map(each -> each.candidate().name() + ": " + each.candidate().explanation())
                .forEach(sentences::add);
        return List.copyOf(sentences.subList(0, Math.min(MAX_PASSED_OVER, sentences.size())));
    }

    /** The other routers, each once. */
    private List<Entry> others(Entry elected) {
        List<Entry> others = new ArrayList<>();
        for (Entry each : entries.values()) {
            if (!each.isSame(elected)
                    && !each.isPartOf(elected)
                    && others.stream().noneMatch(each::isPartOf)) {
                others.add(each);
            }
        }
        return others;
    }

    private String reason(Entry elected) {
        String explanation = elected.candidate().explanation();
        if (query.wanted().contains("://")) {
            return "Its URL was given. " + explanation;
        }
        if (!query.wanted().isEmpty()) {
            return "It is the one that was asked for. " + explanation;
        }
        if (!elected.candidate().valid()) {
            return explanation + " No other gateway answered.";
        }
        long others = others(elected).stream().filter(each -> each.candidate().valid()).count();
        return explanation
                + (others == 0
                        ? " It was the first valid gateway to answer."
                        : " It is the best of " + (others + 1) + " valid gateways that answered.")
                + ranking.remark(elected.candidate(), others > 0);
    }

    private GatewayException failure() {
        List<GatewayException> all = new ArrayList<>(failures);
        for (String each : searching) {
            all.add(
                    new GatewayException(
                            Reason.NO_DEVICES,
                            "Control protocol " + each + " did not end its search in time."));
        }
        if (!all.stream().allMatch(GatewayElection::isBadQuery)) {
            all.replaceAll(
                    each ->
                            isBadQuery(each)
                                    ? each.reworded(Reason.NO_DEVICES, each.getMessage())
                                    : each);
        }
        return all.isEmpty()
                ? new GatewayException(Reason.NO_DEVICES, "No gateway answered.")
                : FailureMerger.joined(all).rethrown();
    }

    /** Of one protocol: the query may be one for another, such as a URL of its own scheme. */
    private static boolean isBadQuery(GatewayException failure) {
        return failure.reason() == Reason.INVALID_ARGUMENT;
    }
}
