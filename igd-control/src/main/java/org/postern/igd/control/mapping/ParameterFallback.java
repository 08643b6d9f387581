// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.MappingRequest;
import org.postern.igd.control.calls.Attempt;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses other parameters for a refused mapping at the same port. Sends nothing, and never
 * proposes the same parameters twice, so it ends. Used by one thread.
 *
 * <p>Some codes say what is wrong: 725 the lease, 605 the description, 726 the remote host. Others
 * may mean anything: 402 the lease (quirks A10, A11) or the description, 501 the description (A22).
 * For these the least harmful change comes first, and one that does not help is taken back
 * before the next is tried. Another code than before shows that the last change has helped.
 */
final class ParameterFallback {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String PERMANENT = "a permanent lease";

    /** In place of a code, for what was accepted and is not held. */
    private static final int LOST = Integer.MIN_VALUE;

    private final Set<Attempt> named = new HashSet<>();

    /** Codes for which all words were tried at another port: they will not help here either. */
    private final Set<Integer> spent = new HashSet<>();

    /** What has not been found to be wrong. */
    private Attempt base;

    private Attempt current;
    private int lastCode;

    ParameterFallback(Attempt first) {
        base = first;
        current = first;
    }

    /** What to ask now. */
    Attempt current() {
        return current;
    }

    /**
     * Goes on after a refusal with a code. Returns what is changed, such as "a permanent lease";
     * empty when no more parameters are left for this port.
     */
    Optional<String> next(int code) {
        named.add(current);
        if (code != lastCode) {
            base = current;
            lastCode = code;
        }
        Map<Attempt, String> words = spent.contains(code) ? Map.of() : words(code);
        for (Map.Entry<Attempt, String> each : words.entrySet()) {
            if (!named.contains(each.getKey())) {
                current = each.getKey();
                return Optional.of(each.getValue());
            }
        }
        spent.add(code);
        current = base;
        return Optional.empty();
    }

    /**
     * Goes on after the router accepted the mapping and does not hold it, which says no more than a
     * refusal without a code: some drop every lease silently, or every permanent mapping.
     */
    Optional<String> nextAfterLoss() {
        return next(LOST);
    }

    /** Asks for another port, with the parameters that have been found to work. */
    void moveTo(int externalPort) {
        base = current.at(externalPort);
        current = base;
        lastCode = 0;
    }

    private Map<Attempt, String> words(int code) {
        Map<Attempt, String> words = new LinkedHashMap<>();
        switch (code) {
            case 725 -> words.put(base.leased(Duration.ZERO), PERMANENT);
            case 726 -> words.put(base.fromHost("*"), "* as the remote host");
            case 501, 605 -> {
                words.putAll(descriptions());
                if (base.description().isEmpty()) {
                    // Some want one of its own for each mapping (quirk A21).
                    String name = base.protocol() + " " + base.externalPort();
                    words.put(base.described(name), "the description '" + name + "'");
                }
            }
            case 402, 600, 601 -> {
                words.putAll(leases(base, ""));
                words.putAll(descriptions());
                // The same words once more where there was no description to leave out.
                leases(base.described(""), " and no description").forEach(words::putIfAbsent);
            }
            // No code, or none that is known (quirk A46): once each what helps most often.
            case 0 -> {
                Duration lease =
                        base.lease().isZero() ? MappingRequest.LONGEST_LEASE : Duration.ZERO;
                words.put(base.leased(lease), shown(lease));
                words.put(base.described(""), "no description");
                words.putIfAbsent(
                        base.leased(lease).described(""), shown(lease) + " and no description");
            }
            case LOST -> {
                words.putAll(leases(base, ""));
                words.put(base.described(""), "no description");
            }
            default -> {}
        }
        words.remove(base);
        return words;
    }

    private static Map<Attempt, String> leases(Attempt of, String also) {
        Map<Attempt, String> leases = new LinkedHashMap<>();
        for (Duration lease : List.of(Duration.ZERO, MappingRequest.LONGEST_LEASE, HOUR)) {
            leases.put(of.leased(lease), shown(lease) + also);
        }
        return leases;
    }

    private static String shown(Duration lease) {
        return lease.isZero() ? PERMANENT : "a lease of " + lease.toSeconds() + " s";
    }

    private Map<Attempt, String> descriptions() {
        Map<Attempt, String> descriptions = new LinkedHashMap<>();
        Descriptions.plainerThan(base.description(), base.protocol())
                .forEach((text, words) -> descriptions.put(base.described(text), words));
        return descriptions;
    }
}
