// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.finder;

import org.jspecify.annotations.Nullable;
import org.postern.api.control.Candidate;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.gateways.places.HostPlaces;
import org.postern.gateways.protocols.DiagnosableFailures;
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
     * Protocols end by themselves. A device that is named by its URL, and connected to within the
     * timeout, is read for up to 20 s.
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

    /** By protocol and id, with a blank between them. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

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
        entries.put(protocol + " " + candidate.id(), new Entry(protocol, candidate));
        if (firstValidNanos.isEmpty() && isReady(candidate)) {
            firstValidNanos = OptionalLong.of(now);
        }
        if (entries.size() > MAX_CANDIDATES) {
            ranking.refresh();
            Comparator<Entry> order = bestFirst();
            entries.values().stream()
                    .reduce((one, next) -> order.compare(one, next) > 0 ? one : next)
                    .ifPresent(entries.values()::remove);
        }
    }

    void ended(String protocol, Optional<GatewayException> failure) {
        if (searching.remove(protocol) && failure.isPresent()) {
            failures.add(failure.get());
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
        Entry elected = best(entry -> isReady(entry.candidate()));
        if (elected != null && !over && !isCertain(elected, now)) {
            elected = null;
        }
        if (elected == null && (over || now - startNanos >= punctualEnd())) {
            elected = best(entry -> entry.candidate().valid());
        }
        if (elected == null && over) {
            elected = best(entry -> entry.candidate().usable());
            if (elected == null) {
                throw failure();
            }
        }
        return elected == null ? Optional.empty() : Optional.of(elected(elected));
    }

    /** Whether none that is better can come in time. */
    private boolean isCertain(Entry ready, long now) {
        return !mayYield(ready) && (isPublic(ready) || graceIsOver(now));
    }

    /** How long nothing is decided unless something happens. */
    long nanosToWait(long now) {
        List<Long> ends = new ArrayList<>();
        ends.add(startNanos + punctualEnd());
        if (firstValidNanos.isPresent()) {
            ends.add(firstValidNanos.getAsLong() + GRACE.toNanos());
        }
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
        List<Candidate> found = new ArrayList<>();
        for (Entry each : entries.values()) {
            found.add(each.candidate());
        }
        return ranking.mayYield(entry.candidate(), found);
    }

    private Comparator<Entry> bestFirst() {
        return (one, other) -> ranking.compare(one.candidate(), other.candidate());
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
    private @Nullable Entry best(Predicate<Entry> which) {
        Entry best = null;
        for (Entry each : entries.values()) {
            if (which.test(each)
                    && (best == null || ranking.compare(each.candidate(), best.candidate()) < 0)) {
                best = each;
            }
        }
        return best;
    }

    private Elected elected(Entry entry) {
        List<Elected.Partner> partners = new ArrayList<>();
        Set<String> joined = new LinkedHashSet<>(Set.of(entry.protocol()));
        for (Entry each : entries.values()) {
            if (SameRouter.joins(each.candidate(), entry.candidate())
                    && joined.add(each.protocol())) {
                if (each.candidate().gateway().isPresent()) {
                    Gateway gateway = each.candidate().gateway().get();
                    partners.add(new Elected.Partner(each.protocol(), gateway));
                }
            }
        }
        return new Elected(
                entry.protocol(), entry.candidate(), partners, reason(entry), passedOver(entry));
    }

    private List<String> passedOver(Entry elected) {
        List<String> sentences = new ArrayList<>(elected.candidate().passedOver());
        List<Entry> others = others(elected);
        if (!others.isEmpty()) {
            others.sort(Comparator.comparing((Entry each) -> !each.candidate().valid()));
        }
        for (Entry each : others) {
            sentences.add(each.candidate().name() + ": " + each.candidate().explanation());
        }
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
        int others = 0;
        for (Entry each : others(elected)) {
            others += each.candidate().valid() ? 1 : 0;
        }
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
        GatewayException failure =
                all.isEmpty()
                        ? new GatewayException(Reason.NO_DEVICES, "No gateway answered.")
                        : FailureMerger.joined(all).rethrown();
        // Where nothing was waited for, there is nothing to explain.
        return timeout().isZero() ? failure : DiagnosableFailures.advised(failure);
    }

    /** Of one protocol: the query may be one for another, such as a URL of its own scheme. */
    private static boolean isBadQuery(GatewayException failure) {
        return failure.reason() == Reason.INVALID_ARGUMENT;
    }
}
