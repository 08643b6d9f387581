// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

import org.postern.doctor.internal.address.Ipv6Text;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Facts by their kind. What is empty is not there.
 *
 * @param values text by kind
 */
public record Facts(Map<Fact, String> values) {
    /** No facts. */
    public static final Facts NONE = new Facts(Map.of());

    /** Copies the map. */
    public Facts {
        EnumMap<Fact, String> copy = new EnumMap<>(Fact.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * The text of a fact.
     *
     * @param fact its kind
     * @return empty where it is not known
     */
    public Optional<String> get(Fact fact) {
        return Optional.ofNullable(values.get(fact));
    }

    /**
     * These facts with one more.
     *
     * @param fact its kind
     * @param text ignored when empty
     * @return a changed copy
     */
    public Facts with(Fact fact, String text) {
        if (text.isEmpty()) {
            return this;
        }
        EnumMap<Fact, String> more = new EnumMap<>(Fact.class);
        more.putAll(values);
        more.put(fact, text);
        return new Facts(more);
    }

    /** These facts with one that is only there or not. */
    public Facts with(Fact fact) {
        return with(fact, "true");
    }

    public Facts with(Fact fact, InetAddress address) {
        return with(fact, Ipv6Text.of(address));
    }

    public Facts with(Fact fact, int number) {
        return with(fact, Integer.toString(number));
    }

    public Facts with(Fact fact, Optional<String> text) {
        return with(fact, text.orElse(""));
    }

    /** As a list with commas. */
    public Facts with(Fact fact, Collection<?> all) {
        return with(fact, all.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
